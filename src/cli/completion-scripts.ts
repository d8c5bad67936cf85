/** The shells whose completion is known. */
export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/**
 * What a shell reads once to complete the command. Each script hands the words to `numeracy complete`, which prints a
 * candidate a line, with a tab before what it is, and last which names of the disk may stand there. Nothing of what is
 * typed is evaluated.
 */
export const completionScripts: Readonly<Record<Shell, string>> = {
  // Bash cuts words at : and =; what it takes for the word is cut off the candidates.
  bash: `# bash completion of numeracy
_numeracy() {
  local value about name names=none current=\${COMP_WORDS[COMP_CWORD]}
  case $current in :|=) current= ;; esac
  COMPREPLY=()
  while IFS=$'\\t' read -r value about; do
    case $value in
      :files | :folders | :none) names=\${value#:} ;;
      ?*) COMPREPLY+=("$value") ;;
    esac
  done < <(numeracy complete bash -- "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[:=] ]]; then compopt -o nospace 2>/dev/null; fi
  if [[ $names == none ]]; then
    compopt +o default +o bashdefault 2>/dev/null
  elif [[ \${#COMPREPLY[@]} -gt 0 ]]; then
    compopt -o nosort 2>/dev/null
    while IFS= read -r name; do
      if [[ -d $name ]]; then COMPREPLY+=("$name/"); compopt -o nospace 2>/dev/null
      elif [[ $names == files ]]; then COMPREPLY+=("$name"); fi
    done < <(compgen -f -- "$current")
  elif [[ $names == folders ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -d -- "$current")
  fi
}
complete -o bashdefault -o default -F _numeracy numeracy
`,
  zsh: `#compdef numeracy
# zsh completion of numeracy
_numeracy() {
  local value about names=none
  local -a found open
  while IFS=$'\\t' read -r value about; do
    case $value in
      (:files|:folders|:none) names=\${value#:} ;;
      (*[:=]) open+=("\${value//:/\\\\:}:$about") ;;
      (?*) found+=("\${value//:/\\\\:}:$about") ;;
    esac
  done < <(numeracy complete zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe -V numeracy found
  (( \${#open} )) && _describe -V numeracy open -S ''
  # A label stands before a model, and no folder begins with it.
  compset -P '*='
  case $names in
    (files) _files ;;
    (folders) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _numeracy ]]; then _numeracy "$@"; else compdef _numeracy numeracy; fi
`,
  fish: `# fish completion of numeracy
function __numeracy_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (numeracy complete fish -- $words[2..] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':folders'
                __fish_complete_directories "$current"
            case ':none'
            case '*'
                printf '%s\\n' $line
        end
    end
end
complete -c numeracy -f -a '(__numeracy_complete)'
`,
}
