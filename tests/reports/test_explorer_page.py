"""The explorer's page in Chromium: what it says and does, operated as a person would."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import hustings as hs
from hustings import elections
from hustings.profile import Profile
from hustings.returns import Reading

SQUEEZE = {
    ("a", "b"): 300,
    ("a", "c"): 50,
    ("a", "-"): 50,
    ("b", "a"): 100,
    ("b", "c"): 100,
    ("b", "-"): 100,
    ("c", "a"): 30,
    ("c", "b"): 270,
    ("c", "-"): 50,
}


def contest(*names: str) -> hs.Contest:
    people = tuple(hs.Candidate(id=id, name=name) for id, name in zip("abc", names, strict=True))
    return hs.Contest(title="Mayor of Ambridge", date="2027-05-06", candidates=people)


def squeeze(names=("Ann Archer", "Bert Fry", "Cat Gray")) -> Reading:
    return Reading(contest=contest(*names), papers=Profile.of("abc", SQUEEZE))


@pytest.fixture
def show(page, tmp_path):
    """A function that writes a page and opens it, with a state in its address."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    def open_(what, address="", few=10):
        file = tmp_path / "what-if.html"
        hs.write(hs.explore(what, few=few), file, force=True)
        page.goto("about:blank")
        page.goto(file.as_uri() + address)
        return page

    yield open_
    assert faults == []


def sentence(page) -> str:
    return page.inner_text("#sentence")


def settled(page) -> str:
    """The boundary in words, once it is worked out."""
    place = page.locator("#boundary")
    expect(place).to_contain_text("result")
    return place.inner_text()


def figures(page, name) -> list[str]:
    row = page.locator("#figures tr", has_text=name)
    return [" ".join(cell.split()) for cell in row.locator("td").all_inner_texts()]


def test_london_before_anything_is_changed(show):
    page = show(elections.path("london-2021"))
    assert sentence(page) == (
        "Nothing is changed yet: Sadiq Aman KHAN is elected, by 228,433 votes over Shaun BAILEY."
    )
    assert figures(page, "Sadiq Aman KHAN") == ["1,013,721", "192,313", "1,206,034", "elected"]
    assert figures(page, "Shaun BAILEY") == ["893,051", "84,550", "977,601", "remains"]
    # 114,217 papers changed elect Bailey; in tenths of a per cent of 1,013,721 that is 11.3, not 11.2.
    assert "if at least 11.3% of Sadiq Aman KHAN’s first preferences went to Shaun BAILEY" in settled(page)


def test_a_candidate_is_left_out_and_put_back(show):
    page = show(squeeze())
    page.get_by_label("Cat Gray", exact=True).check()
    assert sentence(page).startswith(
        "Another winner: Bert Fry would be elected instead of Ann Archer, at once"
    )
    assert figures(page, "Ann Archer")[0] == "400 → 430 +30"
    assert figures(page, "Cat Gray") == ["350 → none", "100 → none", "450 → none", "not standing"]
    assert "Whom 50 papers would have put first is not known" in page.inner_text("#figures")
    assert page.url.endswith("#out=3")
    assert page.get_by_label("Ann Archer", exact=True).is_disabled()  # two must stay
    page.go_back()
    assert sentence(page).startswith("Nothing is changed yet") and "#" not in page.url
    page.go_forward()
    assert sentence(page).startswith("Another winner")
    page.get_by_role("button", name="Reset").click()
    assert sentence(page).startswith("Nothing is changed yet")


def test_a_pact_by_its_number_box(show):
    """Of B's 300 voters 60 % for C, the rest for A and nobody alike: 350 + 180 against A's 400 + 60."""
    page = show(squeeze(), "#pact=2-3-600-x")
    assert sentence(page) == "Another winner: Cat Gray would be elected instead of Ann Archer, by 70 votes."
    box = page.get_by_label("Bert Fry’s voters who mark Cat Gray second, per cent")
    assert box.input_value() == "60"
    box.fill("40")
    box.press("Tab")
    assert page.url.endswith("#pact=2-3-400-x")
    assert settled(page)


def test_the_boundary_is_the_first_tenth_that_changes_the_result(show):
    page = show(squeeze())
    box = page.get_by_label("Ann Archer’s first preferences that go to Cat Gray, per cent")
    box.fill("1")
    box.press("Tab")
    words = settled(page)
    share = re.search(r"at least (\d+\.\d)% of Ann Archer’s first preferences", words)
    assert share, words
    tenths = round(10 * float(share[1]))
    for at, words in ((tenths - 1, "No other winner: Ann Archer"), (tenths, "would have 475 votes each")):
        page.evaluate(f"location.hash = 'swing=1-3-{at}'")
        expect(page.locator("#sentence")).to_contain_text(words)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (
            61,
            "if at least 6.2% of Ann Archer’s first preferences went to Cat Gray (now 6.1%): then Ann Archer",
        ),
        (62, "It also changes if at most 6.1% of Ann Archer’s first preferences went to Cat Gray"),
        (64, "if at most 6.3% of Ann Archer’s first preferences went to Cat Gray"),
    ],
)
def test_a_boundary_next_to_the_slider_is_not_passed_over(show, at, words):
    """25 papers of 400 make 375 + 100 against 375 + 100: that is 6.2 and 6.3 % with papers whole."""
    assert words in settled(show(squeeze(), f"#swing=1-3-{at}"))


@pytest.mark.parametrize(
    ("votes", "address", "words"),
    [
        # (.34, .26, .40): critical rate 0.2308
        ({("a", "-"): 3400, ("b", "-"): 2600, ("c", "-"): 4000}, "", "at least 23.1% of Bert Fry’s voters"),
        # (.28, .22, .38, o = .12, of them .2 and .5, leak .1): 0.7182, level with papers whole at 71.8 %
        (
            {
                ("a", "-"): 2800,
                ("b", "-"): 2200,
                ("c", "-"): 3800,
                ("d", "a"): 240,
                ("d", "c"): 600,
                ("d", "-"): 360,
            },
            "transfer=2-3-100&",
            "at least 71.8% of Bert Fry’s voters",
        ),
    ],
)
def test_the_boundary_of_a_pact_is_the_critical_rate(show, votes, address, words):
    """From which share of B's voters on A beats C: (c - a + (others' for C less for A)) / b, and the leak."""
    ids = "abcd"[: len({one for vote in votes for one in vote} - {"-"})]
    people = (
        *contest("Ann Archer", "Bert Fry", "Cat Gray").candidates,
        hs.Candidate(id="d", name="Dan Hill"),
    )
    what = hs.Contest(title="Mayor", candidates=people[: len(ids)])
    page = show(Reading(contest=what, papers=Profile.of(ids, votes)), f"#{address}pact=2-1-0-x")
    page.get_by_label("Bert Fry’s voters who mark Ann Archer second, per cent").first.fill("1")
    expect(page.locator("#boundary")).to_contain_text(words)


def test_the_assumptions_in_use_are_marked(show):
    page = show(elections.path("two-areas"), "#swing=1-2-50&turnout=1-900")
    assert page.locator(".rests .tag.exact").count() == 2
    used = page.locator(".rests li", has_text="assumed now").all_inner_texts()
    assert [one.split("\n")[-1].split(":")[0] for one in used] == ["A swing", "Turnout"]
    page.get_by_role("button", name="Reset").click()
    assert page.get_by_text("assumed now").count() == 0


def test_exactly_half_is_no_majority(show):
    papers = Profile.of("abc", {("a", "-"): 50, ("b", "-"): 30, ("c", "-"): 20})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    assert sentence(page) == "Nothing is changed yet: Ann Archer is elected, by 20 votes over Bert Fry."


def test_the_map_of_two_level_on_first_preferences(show):
    papers = Profile.of("abc", {("a", "-"): 30, ("b", "-"): 30, ("c", "a"): 20})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    words = page.inner_text("#map-words")
    assert words.endswith("They are level on first preferences: the greater share wins.")
    assert "ahead" not in words


def test_the_map_is_drawn_to_the_paper(show):
    """London 2021: Khan 120,670 ahead of Bailey with 624,585 papers to divide; 120,670 / 624,585 = 0.1932."""
    page = show(elections.path("london-2021"))
    assert page.inner_text("#map-words") == (
        "Of the 624,585 papers of candidates who are out, 30.8% go to Sadiq Aman KHAN (A) and 13.5% to Shaun "
        "BAILEY (B). Sadiq Aman KHAN is 120,670 ahead on first preferences. B draws level where its share is "
        "19.3 percentage points more than A’s, and wins beyond."
    )
    bottom, side = 14 + 240, 240
    assert f"44.0,{bottom - side * 120_670 / 624_585:.1f}" in page.get_attribute(".region.b", "points")
    dot = page.locator("#map .now")
    assert float(dot.get_attribute("cx")) == pytest.approx(44 + side * 192_313 / 624_585)
    assert float(dot.get_attribute("cy")) == pytest.approx(bottom - side * 84_550 / 624_585)
    assert page.locator("#map .was").count() == 0
    page.goto(page.url + "#transfer=3-1-900")
    assert page.locator("#map .was").count() == 1


def test_totals_alone_leave_open_what_they_do_not_tell(show):
    page = show(elections.path("tower-hamlets-2010"))
    assert "more than half of first preferences" in sentence(page)
    page.get_by_label("Lutfur Rahman", exact=True).check()
    assert sentence(page).startswith("Not certain: Helal Uddin Abbas, ")
    # Everybody left out named Abbas second: then it is known, and he has more than half.
    page.goto(page.url.split("#")[0] + "#transfer=1-2-1000&out=1")
    assert "Helal Uddin Abbas would be elected instead of Lutfur Rahman, at once" in sentence(page)


def test_a_declared_second_count_holds_while_nothing_touches_it(show, data):
    page = show(data / "sv" / "mansfield-2019" / "results.csv")
    assert "Andy Abrahams is elected, by 2 votes over Kate Allsop" in sentence(page)
    assert figures(page, "Kate Allsop")[:3] == ["5,860", "2,068", "7,928"]


def test_turnout_by_area(show):
    page = show(elections.path("two-areas"))
    box = page.get_by_label("South, per cent")
    box.fill("10")
    box.press("Tab")
    assert page.url.endswith("#turnout=2-100")
    assert "Another winner: Bert Fry would be elected instead of Ann Archer" in sentence(page)
    page.get_by_role("button", name="Put back, as it was: 100%, South").click()
    assert "#" not in page.url and sentence(page).startswith("Nothing is changed yet")
    for turnout in ("50", "100"):
        box.fill(turnout)
        box.press("Tab")
    assert "#" not in page.url


def test_first_preferences_alone_without_a_majority_tell_no_result(show):
    papers = Profile.of("abc", {("a",): 50, ("b",): 45, ("c",): 20})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    assert "As published, these figures do not tell who is elected." in page.inner_text("header")
    assert sentence(page).startswith("Not certain: Ann Archer or Bert Fry could be elected.")
    assert figures(page, "Bert Fry") == ["45", "0 to 20", "45 to 65", "could be elected"]


def test_a_lot_is_no_winner(show):
    papers = Profile.of("abc", {("a", "-"): 50, ("b", "-"): 50, ("c", "-"): 20})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    assert sentence(page) == "Ann Archer and Bert Fry would have 50 votes each: a lot would decide."
    assert figures(page, "Bert Fry")[3] == "level: a lot"


def test_all_level_with_the_second_remain_and_no_map_is_drawn(show):
    """The tie cliff {A40 B30 CB30}: three remain, so C's voters' second preferences are not looked at."""
    papers = Profile.of("abc", {("a", "-"): 40, ("b", "-"): 30, ("c", "b"): 30})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    assert sentence(page) == "Nothing is changed yet: Ann Archer is elected, by 10 votes over Bert Fry."
    assert "Nobody is out" in page.inner_text("#map-words")
    assert [figures(page, name)[3] for name in ("Bert", "Cat")] == ["remains", "remains"]


def test_two_candidates_have_no_second_preferences(show):
    two = hs.Contest(title="Mayor", candidates=contest("Ann Archer", "Bert Fry", "Cat Gray").candidates[:2])
    page = show(Reading(contest=two, papers=Profile.of("ab", {("a", "-"): 51, ("b", "-"): 49})))
    assert not page.locator("#pacts").is_visible() and not page.locator("#rates").is_visible()
    assert "nobody can be left out" in page.inner_text("#out")


def test_a_share_is_put_back_by_its_button_and_by_an_empty_box(show):
    page = show(squeeze(), "#transfer=3-1-900&swing=1-3-125")
    page.get_by_role("button", name="Put back, as it was: 8.6%").click()
    assert page.url.endswith("#swing=1-3-125")
    box = page.get_by_label("Ann Archer’s first preferences that go to Cat Gray, per cent")
    box.fill("")
    box.press("Tab")
    assert "#" not in page.url and sentence(page).startswith("Nothing is changed yet")
    open_ = show(elections.path("tower-hamlets-2010"), "#transfer=1-2-600")
    open_.get_by_role("button", name="Leave it open again").click()
    assert "#" not in open_.url


def test_many_areas_are_folded_and_kept_small(show, data, axe):
    """London 2016 by 663 wards: first preferences alone, so a page of figures and not of empty tables."""
    reading = hs.read(data / "sv" / "london-2016-wards" / "wards.csv")
    assert len(hs.render(hs.explore(reading), "html")) < 250_000
    page = show(reading)
    assert page.locator("#turnout input").count() == 0
    page.get_by_text("663 areas").click()
    expect(page.locator("#turnout input[type=range]")).to_have_count(663)
    assert sentence(page).startswith("Not certain: Zac GOLDSMITH or Sadiq Aman KHAN could be elected.")


def test_impossible_transfers_are_cut_and_said(show):
    page = show(squeeze(), "#transfer=1-2-700&transfer=1-3-600")
    assert "30.0% is left here" in page.inner_text("#rates")
    found = []
    for second in (600, 300):
        page = show(squeeze(), f"#transfer=2-1-700&transfer=2-3-{second}")
        found.append((sentence(page), figures(page, "Cat Gray")))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "address",
    [
        "#out=1.2.3",
        "#out=99",
        "#pact=1-1-5-5",
        "#swing=1-2-5000",
        "#transfer=a-b-c",
        "#turnout=9-9",
        "#<b>",
        "#pact=1",
    ],
)
def test_an_address_that_makes_no_sense_is_passed_over(show, address):
    page = show(squeeze(), address)
    assert sentence(page)
    assert page.locator("#out input:checked").count() <= 1  # two must stay


def test_an_address_sets_nothing_that_the_page_does_not_show(show):
    """Papers of one area have no turnout to set, and no link may halve them unseen."""
    page = show(squeeze(), "#turnout=1-500")
    assert sentence(page).startswith("Nothing is changed yet")


def test_share_link_tells_the_whole_state(show):
    page = show(squeeze())
    page.get_by_label("Ann Archer’s first preferences that go to Cat Gray, per cent").fill("12.5")
    page.get_by_role("button", name="Share link").click()
    link = page.get_by_label("Address of this question").input_value()
    assert link.endswith("#swing=1-3-125")
    before = sentence(page)
    page.goto("about:blank")
    page.goto(link)
    assert sentence(page) == before


def test_small_figures_are_kept_together_unless_asked_for(show):
    papers = Profile.of("abc", {("a", "b"): 40, ("a", "c"): 7, ("b", "a"): 30, ("c", "a"): 4, ("c", "b"): 3})
    reading = Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers)
    kept = hs.explore(reading)
    text = hs.render(kept, "html").decode()
    assert kept.kept == 14 and "Figures below 10 are kept together" in text
    assert '"papers":7' in text and "[0,40,7" not in text and "[0,40,0,0]" in text
    assert "[0,40,7,0]" in hs.render(hs.explore(reading, few=0), "html").decode()
    page = show(reading)
    assert sentence(page).startswith("Nothing is changed yet: Ann Archer is elected")


def test_the_count_is_told_though_small_figures_decide_it_and_are_kept_together(show):
    """A 20 + 3, B 19 + 2 from C's papers, of which the page does not tell the five second preferences."""
    papers = Profile.of("abc", {("a", "-"): 20, ("b", "-"): 19, ("c", "a"): 3, ("c", "b"): 2})
    page = show(Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers))
    assert sentence(page) == "Nothing is changed yet: Ann Archer is elected, by 2 votes over Bert Fry."
    assert figures(page, "Ann Archer")[:3] == ["20", "3", "23"]
    page = show(
        Reading(contest=contest("Ann Archer", "Bert Fry", "Cat Gray"), papers=papers), "#transfer=1-2-500"
    )
    assert sentence(page).startswith("Not certain: Ann Archer or Bert Fry could be elected.")


def test_a_lot_that_was_drawn_is_told(show):
    papers = Profile.of("abc", {("a", "-"): 50, ("b", "-"): 50, ("c", "-"): 20})
    lot = hs.Lot(step="lot", between=("a", "b"), chosen="b", by="Returning officer")
    reading = Reading(
        contest=contest("Ann Archer", "Bert Fry", "Cat Gray"),
        papers=papers,
        decisions=hs.Decisions(lots=(lot,)),
    )
    page = show(reading)
    assert "Bert Fry is elected by lot, level with Ann Archer" in page.inner_text("header")
    assert sentence(page) == "Nothing is changed yet: Bert Fry is elected, by lot, level with Ann Archer."


LONG = (
    "Wolfeschlegelsteinhausenbergerdorff-Llanfairpwllgwyngyll, Maximiliana Theodora",
    "<script>alert(1)</script> & “Sons”",
    "Ann O’Neill-Archer",
)


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", ["london-2021", "tower-hamlets-2010", "two-areas", "long"])
def test_accessible_self_contained_and_never_wider_than_the_screen(show, axe, no_requests, name, width):
    what = squeeze(LONG) if name == "long" else elections.path(name)
    show_page = show(what, "#out=3&swing=1-2-100")
    show_page.set_viewport_size({"width": width, "height": 800})
    settled(show_page)
    assert axe(show_page) == []
    no_requests(show_page)
    assert show_page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_it_says_what_it_would_do_and_shows_the_figures(browser, tmp_path, axe):
    file = tmp_path / "what-if.html"
    hs.write(hs.explore(elections.path("london-2021")), file)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    text = page.locator("body").inner_text()
    assert "Your browser runs no JavaScript" in text and "1,206,034" in text
    assert not page.locator("#explorer").is_visible()
    context.close()


def test_the_same_papers_give_the_same_page():
    one, two = (hs.render(hs.explore(elections.path("london-2021")), "html") for _ in range(2))
    assert one == two and len(one) < 150_000


def test_operated_by_keyboard_alone(show):
    page = show(squeeze())
    box = page.get_by_label("Cat Gray", exact=True)
    box.focus()
    page.keyboard.press("Space")
    assert sentence(page).startswith("Another winner")
    page.keyboard.press("Space")
    slider = page.get_by_label("Ann Archer’s first preferences that go to Cat Gray", exact=True)
    slider.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert "Cat Gray would be elected instead of Ann Archer" in sentence(page)
    assert slider.evaluate("e => document.activeElement === e")
    page.keyboard.press("Home")
    assert "Ann Archer would still be elected" in sentence(page) or "Nothing is changed" in sentence(page)


def test_prints_without_controls_that_do_nothing_on_paper(show):
    page = show(elections.path("london-2021"), "#swing=13-1-113")
    page.emulate_media(media="print")
    assert not page.locator("#reset").is_visible() and page.locator("#sentence").is_visible()
    assert page.get_by_role("heading", name="What to change").is_visible()
    page.goto(page.url.split("#")[0])
    assert not page.get_by_role("heading", name="What to change").is_visible()  # nothing is changed
