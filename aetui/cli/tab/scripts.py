"""`aetui completion SHELL`: the lines that make TAB complete commands, options and what stands on the desk."""

from __future__ import annotations

import sys

import click

from aetui.cli.command import arg, command
from aetui.cli.session import Session

# Values alone are inserted; where bash lists them (COMP_TYPE ?, !, @) each has its title beside it.
BASH = r"""_aetui_completion() {
    local line value told
    local -a values=() titled=()
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\tfile') compopt -o default; return ;;
            $'\tdir') compopt -o dirnames; return ;;
        esac
        value=${line%%$'\t'*} told=${line#*$'\t'}
        titled+=("$value${told:+  ($told)}")
        case $value in
            *[[:space:]\'\"\\\$\&\|\;\(\)\<\>\*\?\!\`]*) value=$(printf %q "$value") ;;
        esac
        values+=("$value")
    done < <(_AETUI_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if (( ${#values[@]} > 1 )) && [[ $COMP_TYPE == 63 || $COMP_TYPE == 33 || $COMP_TYPE == 64 ]]; then
        COMPREPLY=("${titled[@]}")
    else
        COMPREPLY=("${values[@]}")
    fi
}
complete -o nosort -F _aetui_completion aetui
"""
ZSH = r"""#compdef aetui
_aetui() {
    local line value told
    local -a values titled
    for line in "${(@f)$(_AETUI_COMPLETE=zsh ${(Q)words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            $'\tfile') _files; return ;;
            $'\tdir') _files -/; return ;;
            '') continue ;;
        esac
        value=${line%%$'\t'*} told=${line#*$'\t'}
        values+=("$value")
        titled+=("$value${told:+  -- $told}")
    done
    (( $#values )) && compadd -U -l -V aetui -d titled -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _aetui "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -D }
    compdef _aetui aetui
fi
"""
FISH = r"""function __aetui_completion
    set -l words (commandline -opc)
    set -l found (env _AETUI_COMPLETE=fish $words (commandline -ct) 2>/dev/null)
    for line in $found
        switch $line
            case \t'file'
                __fish_complete_path (commandline -ct)
            case \t'dir'
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete --no-files --keep-order --command aetui --arguments '(__aetui_completion)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@command("completion", arg("shell", click.Choice(list(SCRIPTS))), desk=False)
def completion(_: Session, shell: str) -> None:
    sys.stdout.write(SCRIPTS[shell])
