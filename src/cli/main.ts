import { enableCompileCache } from 'node:module'

// What is loaded after this line is compiled once a machine: of sources whose types must be stripped that is most of
// the time that a command needs to begin.
enableCompileCache()

import('./start.ts')
