// Compiles the stylesheet and gathers the scripts into static/build/, which is not kept
// in the repository. `npm run build` runs it; it takes about two seconds.

import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

import * as sass from "sass"

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "..")
const out = join(here, "build")
const modules = join(root, "node_modules")
const govuk = join(modules, "govuk-frontend", "dist", "govuk")

await mkdir(out, { recursive: true })

// MOJ Frontend names GOV.UK Frontend by a path from the project's root.
const style = sass.compile(join(here, "scss", "candour.scss"), {
  loadPaths: [root, modules],
  style: "compressed",
  quietDeps: true,
  logger: sass.Logger.silent,
})
await writeFile(join(out, "candour.css"), style.css)

const own = (await readdir(join(here, "js"))).filter((name) => name.endsWith(".js")).sort()
const first = "enhanced.js"
const parts = await Promise.all(
  own.filter((name) => name !== first).map((name) => readFile(join(here, "js", name), "utf8")),
)
await writeFile(join(out, "candour.js"), parts.join("\n"))
await copyFile(join(here, "js", first), join(out, first))
const bundle = await readFile(join(govuk, "all.bundle.js"), "utf8")
// It names a map that is not served, on which collecting for production would stop.
await writeFile(join(out, "govuk.js"), bundle.replace(/^\/\/# sourceMappingURL=.*$/m, ""))
await copyFile(join(here, "icon.svg"), join(out, "icon.svg"))
