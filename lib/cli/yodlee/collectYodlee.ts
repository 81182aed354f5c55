import type { Host } from '../Host.js';
import { escapeControls } from '../output/escapeControls.js';
import { type CollectedSetting, type CollectedSettings, collectSettings } from '../settings/collectSettings.js';
import { readConfigFile } from '../settings/readConfigFile.js';
import { settingWarnings } from '../settings/settingWarnings.js';
import type { YodleeFlags } from './YodleeFlags.js';

/**
 * Finds the settings of the notification pipeline: flags win over the environment, that over the file.
 *
 * Errors: throws ConfigurationError.
 *
 * @param host where variables and files are
 * @param flags what the user typed
 * @example
 * resolveYodleeSettings(collectYodlee(host, {}));
 */
export function collectYodlee(host: Host, flags: YodleeFlags): CollectedSettings {
  const { config, baseUrl, clientId, callbackBaseUrl } = flags;
  const given = collectSettings({
    flags: {
      ...(baseUrl !== undefined && { yodleeBaseUrl: flag('--base-url', baseUrl) }),
      ...(clientId !== undefined && { yodleeClientId: flag('--client-id', clientId) }),
      ...(callbackBaseUrl !== undefined && { callbackBaseUrl: flag('--callback-base-url', callbackBaseUrl) }),
    },
    env: host.env,
    file: readConfigFile(host.folder, config),
    fileName: config ?? 'millrace.config.json',
    sections: ['yodlee'],
  });
  for (const warning of settingWarnings(host.env, given)) {
    host.stderr.write(`millrace: warning: ${escapeControls(warning)}\n`);
  }
  return given;
}

function flag(place: string, value: string): CollectedSetting {
  return { value, place };
}
