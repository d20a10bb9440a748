"""Windows of one browser, which tests open one after another, each as if nothing had been opened before."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
UNFOLD = "document.querySelectorAll('details').forEach(box => box.open = true)"


class Windows:
    """Opens windows in one profile, since a new profile takes longer to make than most pages to load.

    What pages keep is forgotten from test to test, but files that were fetched stay at hand. What measures
    a first visit, or wants a device with touch or without scripts, needs a profile of its own.
    """

    def __init__(self, browser: Browser, origin: str) -> None:
        self._profile = browser.new_context()
        self._page = self._profile.new_page()
        self._session = self._profile.new_cdp_session(self._page)
        self._origin = origin

    def open(
        self, size: dict[str, int] = DESKTOP, scheme: str = "light", reduced_motion: bool = False
    ) -> Page:
        """Show an empty page in the one window that is kept; what it showed before is gone.

        A test that listens to the page's events must take a new window, for the next would hear of them.

        Arguments:
            size: its width and height in pixels.
            scheme: the palette that the reader's device asks for, light or dark.
            reduced_motion: whether the device asks for little motion.
        """
        return _set_up(self._page, size, scheme, reduced_motion)

    def open_new(self, size: dict[str, int] = DESKTOP, scheme: str = "light") -> Page:
        """Open a window of its own, which stays until the test ends; the arguments are those of `open`."""
        return _set_up(self._profile.new_page(), size, scheme, reduced_motion=False)

    def forget(self) -> None:
        """Close all windows but the one that is kept, empty that one, and forget what pages have stored."""
        for page in self._profile.pages:
            if page is not self._page:
                page.close()
        self._page.mouse.move(0, 0)
        # The browser writes what a page has just stored a little later, perhaps after it is forgotten below.
        self._page.evaluate("() => { try { sessionStorage.clear() } catch {} }")
        self._page.goto("about:blank")
        self._page.unroute_all()
        self._session.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})

    def close(self) -> None:
        self._profile.close()


def _set_up(page: Page, size: dict[str, int], scheme: str, reduced_motion: bool) -> Page:
    page.set_default_timeout(60_000)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    motion = "reduce" if reduced_motion else "no-preference"
    page.emulate_media(color_scheme=scheme, reduced_motion=motion)  # type: ignore[arg-type]
    return page
