import { checkSetting } from './checkSetting.js';
import type { ConfigFile } from './ConfigFile.js';
import { SETTINGS, type SettingDefinition, type SettingName, type SettingSection } from './SETTINGS.js';

/** A value and where it comes from, as the user calls it: `--deadline`, `MILLRACE_DEADLINE_MS`. */
export interface CollectedSetting {
  readonly value: string;
  readonly place: string;
}

/** What was given, by name; what nobody gave is absent. */
export type CollectedSettings = ReadonlyMap<SettingName, CollectedSetting>;

/** The places a setting may come from; the first that has it wins. */
export interface SettingPlaces {
  readonly flags: Partial<Readonly<Record<SettingName, CollectedSetting>>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: ConfigFile;
  readonly fileName: string;
  /** What is of no use to a command is not looked at. @defaultValue all sections */
  readonly sections?: readonly SettingSection[];
}

/**
 * Collects every setting from the first place that has it: flag, environment, file. An empty variable gives nothing.
 *
 * Errors: throws ConfigurationError for the first value that means nothing.
 *
 * @param places where to look
 * @example
 * collectSettings({ flags: {}, env: process.env, file: {}, fileName: 'millrace.config.json' }).get('baseUrl')?.value;
 */
export function collectSettings(places: SettingPlaces): CollectedSettings {
  const collected = new Map<SettingName, CollectedSetting>();
  const { sections } = places;
  for (const name of NAMES) {
    if (sections?.includes(SETTINGS[name].section) === false) continue;
    const found = find(name, SETTINGS[name], places);
    if (found !== undefined) {
      collected.set(name, { ...found, value: checkSetting(SETTINGS[name], found.place, found.value) });
    }
  }
  return collected;
}

const NAMES = Object.keys(SETTINGS).filter(isSettingName);

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function find(
  name: SettingName,
  { section, key, variable }: SettingDefinition,
  { flags, env, file, fileName }: SettingPlaces,
): CollectedSetting | undefined {
  const flag = flags[name];
  if (flag !== undefined) return flag;
  const variableValue = env[variable];
  if (variableValue !== undefined && variableValue !== '') return { value: variableValue, place: variable };
  const part: Readonly<Record<string, string | number | undefined>> = file[section] ?? {};
  const fileValue = part[key];
  return fileValue === undefined ? undefined : { value: String(fileValue), place: `${fileName}: ${section}.${key}` };
}
