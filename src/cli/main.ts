import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

// What is loaded after this line is compiled once a machine: of sources whose types must be stripped that is most of
// the time that a command needs to begin. Threads of the command find the place of it in the environment.
enableCompileCache()
const folder = getCompileCacheDir()
if (folder !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(folder)

import('./start.ts')
