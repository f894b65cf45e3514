"""Steps of a Dockerfile carried out below a folder, where no engine runs.

The folder is a root file system: chroot and namespaces of the kernel do what an
engine would. It needs root, mmdebstrap for the base, and Debian's and PyPI's
registries. What it is not: it takes no layers apart and knows the instructions of
our two Dockerfiles only; anything else is an error.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pathspec
from dockerfile import ROOT, Stage, Step

NOTED_ONLY = {"ARG", "LABEL", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"}
NOTED_ONLY |= {"ENTRYPOINT", "CMD"}
ACCESS = "/run/ca-of-this-machine.crt"


def base(folder: Path) -> Path:
    """An empty Debian 12, as the image debian:bookworm-slim is made too."""
    archive = folder / "base.tar"
    done = subprocess.run(
        ["mmdebstrap", "--quiet", "--variant=minbase", "bookworm", str(archive)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return archive


def unpacked(archive: Path, root: Path) -> Path:
    root.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", root], check=True)
    return root


def carry_out(
    stage: Stage,
    root: Path,
    context: Path,
    others: dict[str, Path],
    environment: dict[str, str] | None = None,
) -> None:
    """Every step of a stage, below ``root``; the base may bring an environment."""
    environment = environment or {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    user, directory = "0:0", "/"
    for step in stage.steps:
        if step.name == "ENV":
            environment |= dict(word.split("=", 1) for word in step.words)
        elif step.name == "USER":
            user = step.value
        elif step.name == "WORKDIR":
            directory = step.value
            _below(root, directory).mkdir(parents=True, exist_ok=True)
        elif step.name == "COPY":
            _copy(step, root, directory, context, others)
        elif step.name == "RUN":
            _run(step, root, directory, user, environment)
        else:
            assert step.name in NOTED_ONLY, step


def _run(
    step: Step, root: Path, directory: str, user: str, environment: dict[str, str]
) -> None:
    command = ["/bin/sh", "-c", step.value]
    told = environment | _access()
    done = subprocess.run(
        inside(root, command, user, told, directory, writable=True),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StepFailed(f"{step.value}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


class StepFailed(AssertionError):
    """A RUN that ended with anything but 0."""


def _access() -> dict[str, str]:
    # A machine behind a gateway of its own says by this which certificate to trust.
    return {"PIP_CERT": ACCESS} if "PIP_CERT" in os.environ else {}


def inside(
    root: Path,
    command: list[str],
    user: str,
    environment: dict[str, str],
    directory: str = "/",
    *,
    writable: bool,
) -> list[str]:
    """A command line that runs another one below a root, in namespaces of its own.

    Not writable is as an engine's read-only: /tmp and /var/lib/pinprick are in
    memory, without programs, and there is no capability and no way to get one.
    """
    uid, gid = user.split(":")
    mounts = [
        f"mount --bind '{root}' '{root}'",
        f"mount -t proc proc '{root}/proc'",
    ]
    drop = ["/usr/bin/setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    if writable:
        trusted = os.environ.get("PIP_CERT", "/dev/null")
        mounts += [
            f"touch '{root}/etc/resolv.conf' '{root}{ACCESS}'",
            f"mount --bind /etc/resolv.conf '{root}/etc/resolv.conf'",
            f"mount --bind '{trusted}' '{root}{ACCESS}'",
        ]
    else:
        sealed = "nosuid,nodev,noexec,size=64m"
        mounts += [
            f"mount -o remount,ro,bind '{root}'",
            f"mount -t tmpfs -o mode=1777,{sealed} tmpfs '{root}/tmp'",
            f"mount -t tmpfs -o uid={uid},gid={gid},mode=0700,{sealed} tmpfs "
            f"'{root}/var/lib/pinprick'",
        ]
        drop += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    given = [f"{name}={value}" for name, value in environment.items()]
    start = ["/usr/bin/env", "-i", f"--chdir={directory}", *given]
    chroot = ["chroot", str(root), *drop, *start, *command]
    script = " && ".join([*mounts, 'exec "$@"'])
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child",
            "sh", "-c", script, "sh", *chroot]  # fmt: skip


def _copy(
    step: Step, root: Path, directory: str, context: Path, others: dict[str, Path]
) -> None:
    *sources, target = step.words
    start = context
    if sources[0].startswith("--from="):
        start = others[sources.pop(0).removeprefix("--from=")]
    assert not any(source.startswith("--") for source in sources), step
    into = _below(root, os.path.join(directory, target))
    for source in sources:
        found = start / source.lstrip("/")
        if found.is_dir():
            shutil.copytree(found, into, symlinks=True, dirs_exist_ok=True)
        else:
            goal = into / found.name if target.endswith("/") else into
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, goal)


def _below(root: Path, path: str) -> Path:
    return root / os.path.normpath(path).lstrip("/")


def build_context(folder: Path) -> Path:
    """What an engine is sent of this repository: tracked, and not ignored by it."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    ignored = pathspec.PathSpec.from_lines("gitignore", map(_from_the_top, lines))
    for name in tracked():
        if not ignored.match_file(name):
            goal = folder / name
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, goal)
    return folder


def _from_the_top(line: str) -> str:
    """A line of .dockerignore as .gitignore has it: a name is one at the top only."""
    if line in {"", "*"} or line.startswith(("#", "**")):
        return line
    return f"!/{line[1:]}" if line.startswith("!") else f"/{line}"


def tracked(under: str = ".") -> list[str]:
    """The files of this repository, new ones too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", under],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return sorted(name for name in listed if (ROOT / name).is_file())
