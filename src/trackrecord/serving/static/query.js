// The query editor: YASGUI with this server's endpoint, its prefixes and its examples, and nothing from elsewhere.
// Without this, the form it replaces sends the query.
"use strict";

const place = document.getElementById("yasgui");
const form = document.getElementById("plain-query");
const area = document.getElementById("query-text");
const endpoint = new URL(place.dataset.endpoint, location.href).href;
const NAMES = JSON.parse(document.getElementById("query-names").textContent);

const byName = Object.fromEntries(NAMES.prefixes.map((line) => {
  const [name, iri] = line.split(/:\s+/, 2);
  return [name, iri.slice(1, -1)];
}));

// What is offered while typing is ours: no list is fetched from anywhere. YASGUI keeps it in the browser by its id.
Object.assign(Yasqe.Autocompleters.prefixes, {
  get: () => NAMES.prefixes, persistenceId: `trackrecord ${NAMES.version} prefixes`,
});
Yasqe.registerAutocompleter({
  name: "terms", bulk: true, autoShow: true, get: () => NAMES.terms, persistenceId: `trackrecord ${NAMES.version} terms`,
  isValidCompletionPosition: (yasqe) => yasqe.getCompleteToken().string.startsWith("tr:"),
});

// A link of ours may carry a query, never an endpoint or headers: those are fixed.
const yasgui = new Yasgui(place, {
  requestConfig: { endpoint, method: "POST", headers: {}, args: [], namedGraphs: [], defaultGraphs: [] },
  populateFromUrl: false,
  copyEndpointOnNewTab: false,
  persistenceId: `trackrecord ${endpoint}`,
  endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => undefined },
  yasqe: {
    ...Yasqe.defaults, value: area.value, autocompleters: ["variables", "prefixes", "terms"], prefixCcApi: null,
    editorHeight: "auto", resizeable: false, // all of a query is seen, so that nothing in it has to be scrolled
    createShareableLink: (yasqe) => permalink(yasqe.getValue()), consumeShareLink: null,
  },
  yasr: { ...Yasr.defaults, prefixes: byName },
});

function permalink(text) {
  const address = new URL(place.dataset.page, location.href);
  address.searchParams.set("query", text);
  return address.href;
}

function load(text) {
  yasgui.getTab().setQuery(text);
}

function named(element, name) {
  if (element && !element.getAttribute("aria-label")) element.setAttribute("aria-label", name);
}

// What YASGUI leaves without a name gets one: a screen reader says what the field is.
function label() {
  place.querySelectorAll(".CodeMirror textarea").forEach((field) => named(field, place.dataset.editor));
  place.querySelectorAll(".tableSizer").forEach((field) => named(field, place.dataset.size));
  place.querySelectorAll(".tableFilter").forEach((field) => named(field, place.dataset.filter));
}

form.hidden = true;
place.hidden = false;
yasgui.config.requestConfig.endpoint = endpoint;
Object.values(yasgui._tabs).forEach((tab) => tab.setEndpoint(endpoint)); // kept tabs may know another
if (new URLSearchParams(location.search).has("query")) load(area.value);
yasgui.getTab().getYasqe().refresh();
label();
new MutationObserver(label).observe(place, { childList: true, subtree: true });
yasgui.on("query", (_, tab) => history.replaceState(null, "", permalink(tab.getQuery())));

document.querySelectorAll("[data-example]").forEach((link) => {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const text = new URL(link.href).searchParams.get("query");
    load(text);
    history.pushState(null, "", permalink(text));
    place.scrollIntoView({ block: "start" });
    yasgui.getTab().getYasqe().focus();
  });
});
