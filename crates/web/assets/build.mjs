// Turns the design system and our own small layer into the files the binary carries: one style sheet, a few script
// modules and our icons, each named by its content so that browsers may keep them for ever. Run by `cargo xtask assets`.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as sass from 'sass'

const root = import.meta.dirname
const dist = join(root, 'dist')
const designSystem = join(root, 'node_modules/nhsuk-frontend/dist/nhsuk')

/** Names of the source ("alongside.css") with the name it is served under ("alongside.3f2a9c1b.css"). */
const served = new Map()

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })

for (const file of filesIn('icons')) keep(file, readFileSync(join(root, 'icons', file)))
keep('alongside.css', Buffer.from(styleSheet()))
for (const file of filesIn('js')) script(file)

// Written last: whoever sees it knows that everything else is there.
writeFileSync(join(dist, 'manifest.txt'), [...served].map((names) => names.join(' ')).sort().join('\n') + '\n')

/** Our style sheet, compiled. Anything fetched from elsewhere, or the trade-marked font, is an error. */
function styleSheet () {
  const { css } = sass.compile(join(root, 'scss/alongside.scss'), {
    loadPaths: [join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
    logger: sass.Logger.silent
  })
  if (/url\(\s*["']?(https?:)?\/\/|@import|frutiger/i.test(css)) throw new Error('The style sheet names a remote address or a licensed font.')
  const icons = join(designSystem, 'assets/images')
  return css.replace(/(url\("\/assets\/)images\/(nhsuk-icon-[\w-]+\.svg)"/g, (_, before, icon) =>
    `${before}${served.get(icon) ?? keep(icon, readFileSync(join(icons, icon)))}"`)
}

/** Keeps a script module after those it imports, so that its imports can name them as they are served. */
function script (file) {
  if (served.has(file)) return served.get(file)
  const own = join(root, 'js', file)
  const text = readFileSync(filesIn('js').includes(file) ? own : join(designSystem, file), 'utf8')
  const linked = text
    .replace(/\n\/\/# sourceMappingURL=.*/g, '')
    .replace(/((?:from|import)\s*\(?\s*['"])\.\/([\w.-]+)(['"])/g, (_, before, name, after) => `${before}./${script(name)}${after}`)
  return keep(file, Buffer.from(linked))
}

function keep (file, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const extension = extname(file)
  const name = `${basename(file, extension)}.${hash}${extension}`
  writeFileSync(join(dist, name), content)
  if (['.css', '.js', '.svg'].includes(extension)) {
    writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }))
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    }))
  }
  served.set(file, name)
  return name
}

function filesIn (folder) {
  return readdirSync(join(root, folder)).sort()
}
