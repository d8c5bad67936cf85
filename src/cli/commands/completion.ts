import { Argument } from '@commander-js/extra-typings'
import { type Candidate, completionOf, type Offers } from '../completion.ts'
import { completionScripts, shells } from '../completion-scripts.ts'
import type { Context } from '../context.ts'
import { oneOf, type Program } from '../options.ts'
import { shellWords } from '../shell-words.ts'

function command(program: Program) {
  return program
    .command('completion')
    .description('print what a shell needs to complete commands, options, series and models')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells).argParser(oneOf('completion', shells)))
    .addHelpText(
      'after',
      `
To have it in every new shell:
  bash   echo 'source <(numeracy completion bash)' >> ~/.bashrc
  zsh    echo 'source <(numeracy completion zsh)' >> ~/.zshrc        below compinit
  fish   numeracy completion fish > ~/.config/fish/completions/numeracy.fish`,
    )
}

/** Asked by the scripts, at each press of the key. */
function answering(program: Program) {
  return program
    .command('complete', { hidden: true })
    .addArgument(new Argument('<shell>').choices(shells))
    .argument('[words...]')
}

export function addCompletion(program: Program, context: Context): void {
  const { stdout } = context
  command(program).action(shell => {
    stdout.write(completionScripts[shell])
  })
  answering(program).action(async (shell, given) => {
    const isBash = shell === 'bash'
    const words = isBash ? shellWords(given[0] ?? '').slice(1) : given
    const { candidates, names } = await completionOf(program, words, offersOf(context))
    const cut = isBash ? behindBreak(words.at(-1) ?? '', given[1] ?? '') : 0
    const lines = candidates.map(({ value, about }) => `${value.slice(cut)}\t${oneLine(about)}`)
    stdout.write(`${[...lines, `:${names}`].join('\n')}\n`)
  })
}

/** How many characters of a word stand before the part that Bash completes: up to the last : or = where it cuts there. */
function behindBreak(word: string, breaks: string): number {
  return Math.max(...[':', '='].map(mark => (breaks.includes(mark) ? word.lastIndexOf(mark) + 1 : 0)))
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

function offersOf({ env, cwd }: Context): Offers {
  return {
    async series() {
      const { seriesCatalogue } = await import('../../series/catalogue.ts')
      return seriesCatalogue.map(({ id, description }) => ({ value: id, about: description }))
    },
    async models() {
      const { listModels } = await import('../../models/registry.ts')
      return distinct(
        listModels({ environment: { env, cwd } }).flatMap(({ spec, pattern, description }) => {
          if (!pattern) return [{ value: spec, about: description }]
          const family = /^[\w-]+:/.exec(spec)
          return family === null ? [] : [{ value: family[0], about: description }]
        }),
      )
    },
    async analyses() {
      const { publishedAnalyses } = await import('../../published/catalogue.ts')
      const all = { value: 'all', about: 'every one' }
      return [all, ...publishedAnalyses.map(({ id, title }) => ({ value: id, about: title }))]
    },
  }
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map(each => [each.value, each])).values()]
}
