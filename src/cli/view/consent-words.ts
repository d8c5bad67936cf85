import { shortened } from '../../base/quoted.ts'
import type { Translations } from '../../findings/finding.ts'
import type { Reach, SentKey } from '../../models/adapters/reach.ts'

/** What asking a model does, as a sentence that the user confirms. */
export function reachWords(reach: Reach): Translations {
  switch (reach.does) {
    case 'computes':
      return { en: 'Computes with what came with numeracy.', zh: '用 numeracy 自带的模型计算。' }
    case 'runs': {
      const words = reach.words.map(word => visible(JSON.stringify(word))).join(' ')
      const folder = visible(reach.folder)
      return {
        en: `Runs this program on this machine, with your rights and all variables of your environment: ${words} (in the folder ${folder}).`,
        zh: `在本机以你的权限、带着你的全部环境变量运行此程序：${words}（在文件夹 ${folder} 中）。`,
      }
    }
    case 'reads': {
      const folder = visible(reach.folder)
      return {
        en: `Loads the model in the folder ${folder} of this machine and runs it here.`,
        zh: `加载本机文件夹 ${folder} 中的模型并在此运行。`,
      }
    }
    case 'downloads': {
      const [from, key] = [visible(reach.from), keyWords(reach.key)]
      return {
        en: `Downloads the model from ${from} unless it is in the cache, ${key.en}, and runs it here.`,
        zh: `如缓存中没有，则从 ${from} 下载模型，${key.zh}，并在本机运行。`,
      }
    }
    case 'sends': {
      const [to, key] = [visible(reach.to), keyWords(reach.key)]
      return {
        en: `Sends every text to ${to}, ${key.en}.`,
        zh: `把每个文本发送到 ${to}，${key.zh}。`,
      }
    }
  }
}

function keyWords(key: SentKey | null): Translations {
  if (key === null) return { en: 'without a key', zh: '不带密钥' }
  const elsewhere = key.elsewhere
    ? { en: ' (this is not the address of the vendor of that key)', zh: '（这不是该密钥所属供应商的地址）' }
    : { en: '', zh: '' }
  return {
    en: `with the key in ${key.variable}${elsewhere.en}`,
    zh: `并附上 ${key.variable} 中的密钥${elsewhere.zh}`,
  }
}

/** Why a model is not asked. */
export const refusalWords = {
  program: (spec: string): Translations => ({
    en: `“${beginning(spec)}” is a program, and a page starts none: a run file that somebody sent may name any. Nothing was run. If you know this program and trust it, start numeracy view with --allow-commands.`,
    zh: `“${beginning(spec)}” 是一个程序，而页面不启动任何程序：别人发来的运行文件可以写任何程序。没有运行任何东西。如果你了解并信任它，请用 --allow-commands 启动 numeracy view。`,
  }),
  key: (spec: string, { variable }: SentKey, to: string): Translations => ({
    en: `“${beginning(spec)}” would send the variable ${variable} of your environment to ${visible(to)}, which is not the address of a vendor whose key that is. Nothing was sent. If that is what you want, start numeracy view with --key-env ${variable}.`,
    zh: `“${beginning(spec)}” 会把你的环境变量 ${variable} 发送到 ${visible(to)}，而那不是该密钥所属供应商的地址。没有发送任何东西。如果这正是你要的，请用 --key-env ${variable} 启动 numeracy view。`,
  }),
  unconfirmed: (spec: string): Translations => ({
    en: `“${beginning(spec)}” was neither named when numeracy view was started nor confirmed in the page. Nothing was asked. Confirm it in the page, or name it with --embed or --rerank.`,
    zh: `“${beginning(spec)}” 既没有在启动 numeracy view 时写明，也没有在页面上确认。没有询问任何模型。请在页面上确认，或用 --embed 或 --rerank 写明。`,
  }),
}

/** The beginning of a spec: enough to know it again. */
function beginning(spec: string): string {
  return shortened(visible(spec), maxShown)
}

/** Most characters of a spec in a message. */
const maxShown = 300

/**
 * A text in which nothing hides or misleads: characters without a picture, those that turn the direction of writing
 * and blanks other than a space stand as their numbers.
 */
export function visible(text: string): string {
  return text.replaceAll(
    /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu,
    character => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  )
}
