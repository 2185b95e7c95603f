from trackrecord.tables.headings import headings_of


def test_a_label_that_spans_columns_is_that_of_each_of_them() -> None:
    header = [["자치구", "2021년", "", "2022년", ""], ["", "목표", "실적", "목표", "실적"]]
    labels = headings_of((), header).labels
    assert labels == ("자치구", "2021년 / 목표", "2021년 / 실적", "2022년 / 목표", "2022년 / 실적")


def test_a_label_that_spans_rows_is_written_once() -> None:
    assert headings_of((), [["구분", "계"], ["구분", ""]]).labels == ("구분", "계")


def test_a_label_spreads_no_further_than_the_one_above_it() -> None:
    header = [
        ["구", "2021", "", "2022", ""],
        ["", "목표", "", "실적", ""],
        ["", "a", "b", "c", "d"],
    ]
    labels = headings_of((), header).labels
    assert labels[3:] == ("2022 / 실적 / c", "2022 / 실적 / d")


def test_a_caption_states_units_for_the_whole_table() -> None:
    headings = headings_of([["일자리", "", "(단위: 개, %)"]], [["구", "목표", "달성률"]])
    assert [unit.printed for unit in headings.units] == ["개", "%"]
    assert headings.caption is not None
    assert headings.caption.fragment == "cell=1,3"


def test_line_breaks_in_a_header_are_spaces() -> None:
    assert headings_of((), [["일자리\n목표", " 실적 "]]).labels == ("일자리 목표", "실적")
