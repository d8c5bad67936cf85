import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completionScripts, shells } from '../../src/cli/completion-scripts.ts'
import { programFor, runCommand } from '../../src/cli/program.ts'
import { shellWords } from '../../src/cli/shell-words.ts'
import { seriesCatalogue } from '../../src/series/catalogue.ts'
import { root } from '../docs/pages.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

/** What is offered for the last of some words, and which names of the disk. */
async function offered(...words: string[]): Promise<{ values: string[]; names: string }> {
  const context = recordingContext()
  expect(await runCommand(['complete', 'zsh', '--', ...words], context)).toBe(0)
  const lines = context.written().stdout.trimEnd().split('\n')
  return {
    values: lines.slice(0, -1).map(line => line.split('\t')[0]),
    names: lines.at(-1)!.slice(1),
  }
}

describe('what is offered', () => {
  test('is every command that help shows, by its beginning', async () => {
    const { values, names } = await offered('')
    const program = programFor(recordingContext())
    const shown = program.createHelp().visibleCommands(program)
    const all = shown.map(command => command.name())
    expect(values).toEqual(all)
    expect(values).not.toContain('complete')
    expect(names).toBe('none')
    const { values: some } = await offered('re')
    expect(some).toEqual(all.filter(name => name.startsWith('re')))
    expect(some).toContain('report')
    expect(some.length).toBeLessThan(all.length)
  })

  test('is every option of a command, and those of all commands', async () => {
    const program = programFor(recordingContext())
    for (const command of program.commands) {
      const { values } = await offered(command.name(), '--')
      for (const { long, hidden } of command.options)
        if (!hidden) expect(values, command.name()).toContain(long)
      expect(values).toEqual(expect.arrayContaining(['--cache', '--quiet', '--help']))
      expect(values).not.toContain('--version')
    }
    expect((await offered('--ver')).values).toEqual(['--version', '--verbose'])
  })

  test('are the series and files where a series is named, as a value or as an operand', async () => {
    const ids = seriesCatalogue.map(({ id }) => id)
    for (const words of [
      ['probe', '--series', ''],
      ['probe', '--json', '--series', ''],
      ['series', ''],
    ])
      expect(await offered(...words)).toEqual({ values: ids, names: 'files' })
    expect((await offered('probe', '--series', 'dates-')).values).toEqual(
      ids.filter(id => id.startsWith('dates-')),
    )
    expect((await offered('probe', '--series=dates-')).values[0]).toMatch(/^--series=dates-/)
  })

  test('are models, families and folders where a model is named, behind a label too', async () => {
    const { values, names } = await offered('probe', '--embed', '')
    expect(values).toEqual(
      expect.arrayContaining(['bundled:use-lite', 'hf:', 'openai-compatible:', 'command:']),
    )
    expect(names).toBe('folders')
    expect(new Set(values).size).toBe(values.length)
    expect((await offered('doctor', 'bundled')).values).toEqual(['bundled:use-lite'])
    expect((await offered('probe', '--embed', 'mini=bund')).values).toEqual(['mini=bundled:use-lite'])
  })

  test('are the words that an option takes', async () => {
    expect((await offered('probe', '--experiment', '')).values).toEqual([
      'pairs',
      'zero',
      'cases',
      'search',
      'same',
    ])
    expect((await offered('probe', '--suite', 'i')).values).toEqual(['index'])
    expect((await offered('export', 'run.json', '--figure', 'o')).values).toEqual(['overview'])
    expect((await offered('completion', '')).values).toEqual([...shells])
    expect((await offered('reproduce', 'wal')).values).toEqual(['wallace-2019'])
  })

  test('are files where a run or a file is named, folders for a folder, and nothing for a free text', async () => {
    expect(await offered('report', '')).toEqual({ values: [], names: 'files' })
    // Beside runs, a command of its own.
    expect(await offered('export', '')).toEqual({
      values: expect.arrayContaining(['evaluator']),
      names: 'files',
    })
    expect(await offered('export', 'one.json', '')).toEqual({ values: [], names: 'files' })
    expect(await offered('probe', '-o', '')).toEqual({ values: [], names: 'folders' })
    expect(await offered('ask', '9', '')).toEqual({ values: [], names: 'none' })
    expect(await offered('probe', '--template', '')).toEqual({ values: [], names: 'none' })
  })

  test('are subcommands of a command that has some', async () => {
    expect((await offered('cache', '')).values).toContain('clear')
  })
})

describe('the words of a line', () => {
  test.each([
    ['numeracy ', ['numeracy', '']],
    ['numeracy probe', ['numeracy', 'probe']],
    [`numeracy ask "a b" 'c d`, ['numeracy', 'ask', 'a b', 'c d']],
    ['numeracy a\\ b ""', ['numeracy', 'a b', '']],
    ["numeracy '' ", ['numeracy', '', '']],
    ['', ['']],
  ])('%j are found, the last as far as it is typed', (line, words) => {
    expect(shellWords(line)).toEqual(words)
  })
})

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A folder with the command on its PATH, a run file, and a folder of a model. */
let cwd: string
let env: NodeJS.ProcessEnv
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'numeracy-completion-'))
  const bin = join(cwd, 'bin')
  mkdirSync(bin)
  mkdirSync(join(cwd, 'my-model'))
  writeFileSync(join(cwd, 'my-run.json'), '{}')
  writeFileSync(
    join(bin, 'numeracy'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src', 'cli', 'main.ts')}" "$@"\n`,
  )
  chmodSync(join(bin, 'numeracy'), 0o755)
  env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) }
})

afterAll(() => removeFolder(cwd))

/** What Bash would offer at the end of a line: COMPREPLY as readline has it after its function has run. */
async function completedByBash(line: string): Promise<string[]> {
  const script = `
set -u
source <(numeracy completion bash)
COMP_LINE=$1
COMP_POINT=\${#COMP_LINE}
# As readline cuts a line: at blanks, and at : and =, which are words of their own.
COMP_WORDS=()
rest=$1
while [[ $rest =~ ^([[:space:]]*)([:=]+|[^[:space:]:=]+)(.*)$ ]]; do
  COMP_WORDS+=("\${BASH_REMATCH[2]}")
  rest=\${BASH_REMATCH[3]}
done
[[ $1 == *[[:space:]] ]] && COMP_WORDS+=("")
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_numeracy
printf '%s\\n' "\${COMPREPLY[@]+"\${COMPREPLY[@]}"}"`
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', line], { cwd, env })
  return stdout.split('\n').filter(word => word !== '')
}

describe.skipIf(!has('bash'))('Bash', () => {
  test('completes commands, options, series, words and models', async () => {
    expect(await completedByBash('numeracy pro')).toEqual(['probe'])
    expect(await completedByBash('numeracy probe --ser')).toEqual(['--series'])
    expect(await completedByBash('numeracy probe --series times-')).toEqual(
      seriesCatalogue.map(({ id }) => id).filter(id => id.startsWith('times-')),
    )
    expect(await completedByBash('numeracy probe --suite ')).toEqual(
      expect.arrayContaining(['article', 'index']),
    )
    expect(await completedByBash('numeracy probe --suite=i')).toEqual(['index'])
    expect(await completedByBash('numeracy doctor bun')).toEqual(['bundled:use-lite'])
    // It takes what stands behind the colon for the word.
    expect(await completedByBash('numeracy doctor bundled:')).toEqual(['use-lite'])
    expect(await completedByBash('numeracy doctor bundled:use')).toEqual(['use-lite'])
  })

  test('completes names of the disk: folders of models, files of series', async () => {
    expect(await completedByBash('numeracy doctor my-')).toEqual(['my-model'])
    expect(await completedByBash('numeracy probe --series ')).toEqual(
      expect.arrayContaining(['integers', 'my-run.json', 'my-model/']),
    )
    expect(await completedByBash('numeracy probe --embed ')).not.toContain('my-run.json')
  })

  test('runs nothing of what is typed', async () => {
    for (const text of ['$(touch ran)', '`touch ran`', '; touch ran ;', "'$(touch ran)", '"$(touch ran)'])
      await completedByBash(`numeracy ask ${text}`)
    expect(execFileSync('ls', { cwd, encoding: 'utf8' })).not.toMatch(/^ran$/m)
  })

  test('is completed in a terminal by the key', { timeout: 240_000 }, async () => {
    const python = `
import os, pty, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])
def send(text): os.write(fd, text.encode())
seen = b''
def until(mark, seconds):
    global seen
    end = time.time() + seconds
    while time.time() < end and mark not in seen:
        if select.select([fd], [], [], 0.1)[0]:
            try: seen += os.read(fd, 65536)
            except OSError: break
send("bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; source <(numeracy completion bash); echo READY''\\n")
until(b'READY\\r', 30)
seen = b''
send('echo numeracy; numeracy probe --series larg\\t')
until(b'large', 30)
send('\\x15echo END''ED\\n')
until(b'ENDED\\r', 10)
sys.stdout.write(seen.decode(errors='replace'))
os.write(fd, b'exit\\n')
`
    if (!has('python3')) return
    const { stdout } = await promisify(execFile)('python3', ['-c', python], {
      cwd,
      env: { ...env, PS1: '$ ' },
    })
    expect(stdout).toContain('numeracy probe --series large')
  })
})

describe.skipIf(!has('zsh'))('Zsh', () => {
  test('takes the script, and completes by it', async () => {
    // compadd and its kin are replaced: outside of a terminal zsh has none.
    const script = `
emulate zsh
compdef() { : }
compset() { : }
eval "$(numeracy completion zsh)"
_describe() { shift $(( $# )) }
_describe() { local name=\${@[3]}; [[ $2 == numeracy ]] && print -rl -- \${(P)name} }
_files() { print -r -- "files $*" }
words=(numeracy "\${@}")
CURRENT=\${#words}
_numeracy`
    const completed = async (...words: string[]) => {
      const { stdout } = await promisify(execFile)('zsh', ['-f', '-c', script, 'zsh', ...words], { cwd, env })
      return stdout.trimEnd().split('\n')
    }
    expect((await completed('pro'))[0]).toMatch(/^probe:run the experiment/)
    expect((await completed('doctor', 'bund'))[0]).toMatch(/^bundled\\:use-lite:/)
    expect(await completed('report', '')).toEqual(['files'])
    expect((await completed('probe', '--embed', 'hf')).at(-1)).toBe('files -/')
  })
})

describe.skipIf(!has('fish'))('Fish', () => {
  test('takes the script, and completes by it', async () => {
    const completed = async (line: string) => {
      const script = 'numeracy completion fish | source; complete -C $argv[1]'
      const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', script, line], { cwd, env })
      return stdout.trimEnd().split('\n')
    }
    expect((await completed('numeracy pro'))[0]).toMatch(/^probe\trun the experiment/)
    expect(await completed('numeracy probe --decimal ')).toEqual(['comma', 'point'])
    expect((await completed('numeracy probe --embed own=bund'))[0]).toMatch(/^own=bundled:use-lite\t/)
    expect(await completed('numeracy ask ')).toEqual([''])
  })
})

test('every shell has a script that names the command and nothing of this machine', () => {
  for (const shell of shells) {
    expect(completionScripts[shell]).toContain(`numeracy complete ${shell} -- `)
    expect(completionScripts[shell]).not.toContain('eval')
  }
})

test('a shell that is not known is refused by the names of those that are', async () => {
  const context = recordingContext({ cwd })
  expect(await runCommand(['completion', 'tcsh'], context)).toBe(2)
  expect(context.written()).toEqual({
    stdout: '',
    stderr: 'error: completion: got "tcsh"; expected one of bash, zsh, fish.\n',
  })
})
