"""`interlock completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the set-up of shell completion.

    \b
    Examples:
      eval "$(interlock completion bash)"       in ~/.bashrc
      eval "$(interlock completion zsh)"        in ~/.zshrc
      interlock completion fish > ~/.config/fish/completions/interlock.fish
    """
    from interlock.cli.app import cli

    maker = get_completion_class(shell)
    assert maker is not None
    click.echo(maker(cli, {}, "interlock", "_INTERLOCK_COMPLETE").source())
