import type { Logger } from 'pino';
import { createLog, logTelemetry } from './createLog.js';
import type { FollowFlags } from './flags.js';
import type { Host } from './Host.js';
import { escapeControls } from './output/escapeControls.js';
import { openUser, type OpenedUser } from './openUser.js';
import { type CollectedSetting, collectSettings } from './settings/collectSettings.js';
import { readConfigFile } from './settings/readConfigFile.js';
import { settingWarnings } from './settings/settingWarnings.js';
import { resolveSettings, type Settings } from './settings/resolveSettings.js';

/** What a command that speaks to upstream works with. */
export interface Session extends OpenedUser {
  readonly settings: Settings;
  readonly log: Logger;
}

/**
 * Finds the settings, opens log and user; nothing is sent yet.
 *
 * Errors: throws ConfigurationError.
 *
 * @param host where variables and files are
 * @param flags what the user typed
 * @example
 * openSession(host, { json: true }).user.connections().subscribe();
 */
export function openSession(host: Host, flags: FollowFlags): Session {
  const { config } = flags;
  const given = collectSettings({
    flags: {
      ...flag('baseUrl', '--base-url', flags.baseUrl),
      ...flag('authUrl', '--auth-url', flags.authUrl),
      ...flag('clientId', '--client-id', flags.clientId),
      ...flag('userId', '--user-id', flags.userId),
      ...flag('queueId', '--queue-id', flags.queueId),
      ...flag('deadlineMs', '--deadline', flags.deadline),
    },
    env: host.env,
    file: readConfigFile(host.folder, config),
    fileName: config ?? 'millrace.config.json',
    sections: ['oxlin', 'sync'],
  });
  for (const warning of settingWarnings(host.env, given))
    host.stderr.write(`millrace: warning: ${escapeControls(warning)}\n`);
  const settings = resolveSettings(given);
  const log = createLog(host.stderr, flags.verbose === true);
  log.debug({ baseUrl: settings.baseUrl, credentials: settings.credentials.kind, sync: settings.sync }, 'settings');
  return { settings, log, ...openUser(settings, logTelemetry(log)) };
}

function flag<Name extends string>(
  name: Name,
  place: string,
  value: string | number | undefined,
): Partial<Record<Name, CollectedSetting>>;
function flag(name: string, place: string, value: string | number | undefined): Record<string, CollectedSetting> {
  return value === undefined ? {} : { [name]: { value: String(value), place } };
}
