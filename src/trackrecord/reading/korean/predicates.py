"""Verbs of measuring in Korean: what moved, what came about, what is only expected."""

import re

#: "1,926명으로 집계됐다", "42.8%를 기록했다": say of a figure only that it came about.
LIGHT = re.compile(
    r"^(?:기록|달성|집계|나타|조사|보였|보이|보인|보여|그쳤|그치|그친|머물|머문|머무|달했|달하|달한|달해|이르|이른|이르렀|육박|돌파|넘|웃돌|웃도|상회|추산|"
    r"확정|파악|분석|차지|유지|완수|채웠|채운|됐|되|된|돼|였|이었|불과|산정|확인|찍었|찍은|찍|해당|마무리|있)"
)
#: What nobody has counted yet.
EXPECTED = re.compile(r"예상|전망|기대|추정|예측|내다|관측|가정|보고 있")
SHARE = re.compile(r"^(?:차지|점유)")
#: Money that is spent on something is that thing's budget.
SPENT = re.compile(r"^(?:들여|들인|들이|투입|투자|출연|소요|쏟|쓰|쓴|배정|반영|책정)")
CAME = re.compile(
    r"^(?:다녀갔|다녀간|다녀가|찾았|찾은|찾아|찾는|몰렸|몰린|방문|관람|참여|참가|이용|응모|지원했|지원해|즐겼|즐긴|함께했|함께한)"
)
VISITORS = ((re.compile(r"^(?:다녀|찾|몰렸|몰린|방문|즐)"), "방문객"), (re.compile(r"^관람"), "관람객"), (re.compile(r"^이용"), "이용자"), (re.compile(r"^(?:접수|출품|제출)"), "접수 사례"), (re.compile(r"^취업"), "취업자"), (re.compile(r"^입주"), "입주자"), (re.compile(r"^등록"), "등록자"), (re.compile(r"^수료"), "수료자"), (re.compile(r"^가입"), "가입자"), (re.compile(r"^창업"), "창업자"), (re.compile(r"^(?:참여|참가|함께)"), "참여자"), (re.compile(r"^(?:응모|지원)"), "응모자"))  # fmt: skip
#: "A에서 B로 늘렸다": what raises or lowers something to a value.
RAISED = re.compile(
    r"^(?:확대|늘|높|끌어올|끌어올리|줄|낮|확충|확보|올|상향|하향|증액|감액|증가|감소|상승|하락|개선|뛰|떨어|불|커|성장|축소|단축|끌어내|조정|강화)"
)
#: "3조 원 규모로", "120명 정도": says nothing of what is measured.
SIZE = re.compile(r"^(?:규모|상당|가량|정도|이상)$")
