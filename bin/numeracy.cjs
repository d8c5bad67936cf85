#!/usr/bin/env node
'use strict'

// ES5 only: a Node that is too old for the package must still be able to read this file.

var neededMajor = 22
var neededMinor = 13

function isTooOld(version) {
  var parts = version.split('.')
  var major = Number(parts[0])
  return major < neededMajor || (major === neededMajor && Number(parts[1]) < neededMinor)
}

function refuse(sentence) {
  process.stderr.write(sentence + '\n')
  process.exitCode = 2
}

function start() {
  var fs = require('node:fs')
  var module = require('node:module')
  var path = require('node:path')
  var program = path.join(__dirname, '..', 'dist', 'cli', 'main.js')
  if (!fs.existsSync(program)) {
    refuse(
      'numeracy is not built yet: run `npm run build` in ' + path.dirname(__dirname) + ', then run it again.'
    )
    return
  }
  module.enableCompileCache()
  require(program)
}

if (isTooOld(process.versions.node)) {
  refuse(
    'numeracy needs Node ' +
      neededMajor +
      '.' +
      neededMinor +
      ' or newer; this is Node ' +
      process.versions.node +
      '. Install a newer Node, then run it again.'
  )
} else {
  start()
}
