// Builds the page to one file, dist/index.html, that needs nothing else: no network, no second file.
//
// The report is spliced in later, by the program, between the tags of the data element; so the built
// file is the same for every report, and its Content-Security-Policy can name the script and the style
// by their hashes. The data element is not a script to the browser, so it needs no hash.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const DATA_ELEMENT = '<script type="application/json" id="stemma-data"></script>';

function hash_of(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** One number for all sources of the page, so that a stale dist/index.html is noticed without Node.js (tests/web/check_built.py). */
function number_of_sources(): string {
  const root = fileURLToPath(new URL(".", import.meta.url));
  const files = ["index.html", "package-lock.json", "vite.config.ts"];
  for (const entry of readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) files.push(relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  files.sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Writes the policy once everything is inline. */
function policy(): Plugin {
  return {
    name: "stemma-policy",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "asset" || !file.fileName.endsWith(".html")) continue;
          let html = String(file.source);
          if (!html.includes(DATA_ELEMENT)) this.error("the data element is missing from the page");
          const scripts = [...html.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)].map((m) => hash_of(m[1] ?? ""));
          const styles = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((m) => hash_of(m[1] ?? ""));
          if (scripts.length !== 1 || styles.length !== 1) this.error("expected one script and one style");
          const content =
            `default-src 'none'; script-src ${scripts.join(" ")}; style-src ${styles.join(" ")}; ` +
            `base-uri 'none'; form-action 'none'`;
          html = html.replace("<!-- policy -->", () => `<meta http-equiv="Content-Security-Policy" content="${content}">`);
          html = html.replace("<!-- sources -->", () => `<meta name="generator" content="stemma web ${number_of_sources()}">`);
          if (/\ssrc=|<link/.test(html.replace(/<script type="module"[\s\S]*?<\/script>/, ""))) this.error("the page refers to another file");
          file.source = html;
        }
      },
    },
  };
}

/** While developing, `STEMMA_REPORT=report.json npm run dev` shows that report. */
function sample_report(): Plugin {
  return {
    name: "stemma-sample",
    apply: "serve",
    transformIndexHtml(html) {
      const path = process.env["STEMMA_REPORT"];
      if (!path || !existsSync(path)) return html;
      const data = readFileSync(path, "utf8").replaceAll("<", "\\u003c");
      return html.replace(DATA_ELEMENT, () => DATA_ELEMENT.replace("></", `>${data}</`));
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [svelte(), viteSingleFile({ removeViteModuleLoader: true }), policy(), sample_report()],
  build: { target: "es2022", modulePreload: false, cssCodeSplit: false, assetsInlineLimit: 1_000_000 },
});
