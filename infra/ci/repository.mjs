/**
 * What no linter sees: names of files, paths of somebody's machine, links that lead nowhere. Each check returns the
 * faults it found as lines `FILE:LINE: FAULT`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './tools.mjs';

const binary = /\.(png|jpe?g|gif|ico|woff2?|docx|xlsx|pdf)$/;
const self = /^infra\/ci\/|^docs\/how-to\/plant-faults\.mjs$/;

/** Tracked files and new ones that nobody ignores; deleted ones are left out. */
function files() {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(list.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file)));
}

const text = (file) => readFileSync(join(root, file), 'utf8');

function search(candidates, pattern, fault) {
  return candidates.flatMap((file) =>
    text(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${fault}`] : [])),
  );
}

/** A name that says nothing collects everything. */
export function vagueNames() {
  const vague = /(^|\/)(utils?|helpers?|commons?|shared|misc|managers?)(\.[^/]*)?(\/|$)/;
  return files()
    .filter((file) => vague.test(file))
    .map((file) => `${file}:1: a folder or file called utils, helpers, common, shared, misc or manager`);
}

/** Paths of one machine and hosts of one registry make the repository work in one place only. */
export function machinePaths() {
  const candidates = files().filter((file) => !binary.test(file) && !self.test(file));
  return [
    ...search(
      candidates,
      /(?<![\w.:@/-])\/(work\/(main|shared|\.)|root\/|home\/\w+\/|Users\/\w+\/|tmp\/)/,
      'a path of one machine',
    ),
    ...search(candidates, /registry\.npmjs\.org|"resolved": "https?:/, 'a registry host'),
  ];
}

/** A promise in a comment is nobody's: it has no owner and no date. */
export function openPromises() {
  return search(
    files().filter((file) => !binary.test(file) && !self.test(file) && file !== 'eslint.config.js'),
    /\b(TODO|FIXME|XXX)\b/,
    'an open promise',
  );
}

/** Links in documents lead somewhere. */
export function documentLinks() {
  return files()
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => brokenLinks(file));
}

function brokenLinks(file) {
  const lines = text(file).split('\n');
  return lines.flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1].split('#')[0])
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(root, dirname(file), decodeURI(target))))
      .map((target) => `${file}:${index + 1}: the link to ${target} leads nowhere`),
  );
}
