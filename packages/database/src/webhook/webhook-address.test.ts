import { describe, expect, it } from 'vitest';
import { readTeamsHosts, usualTeamsHosts, webhookFault } from './webhook-address.js';

describe('the address of a channel', () => {
  it.each([
    'https://prod-12.westeurope.logic.azure.com:443/workflows/1f/triggers/manual/paths/invoke?sig=x',
    'https://default1f.9d.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1f?sig=x',
  ])('is at a host of Power Automate: %s', (address) => {
    expect(webhookFault(address, usualTeamsHosts)).toBeNull();
  });

  it.each([
    'http://prod-12.westeurope.logic.azure.com/workflows',
    'https://logic.azure.com.evil.example/workflows',
    'https://evillogic.azure.com/workflows',
    'https://127.0.0.1/workflows',
    'https://[::ffff:127.0.0.1]/workflows',
    'https://169.254.169.254/latest/meta-data',
    'https://a.logic.azure.com:8443/workflows',
    'https://user:secret@a.logic.azure.com/workflows',
    'https://a.logic.azure.com/workflows#secret',
    'file:///etc/passwd',
    'not an address',
    `https://a.logic.azure.com/${'x'.repeat(2000)}`,
  ])('is nowhere else: %s', (address) => {
    const fault = webhookFault(address, usualTeamsHosts);
    expect(fault).toMatch(/\.$/);
    expect(fault).not.toContain('secret');
  });

  it('is on this machine only where this machine is named', () => {
    expect(webhookFault('http://127.0.0.1:8080/flow', usualTeamsHosts)).not.toBeNull();
    expect(webhookFault('http://127.0.0.1:8080/flow', ['127.0.0.1'])).toBeNull();
    expect(webhookFault('http://flows.example/flow', ['flows.example'])).not.toBeNull();
  });

  it('is at hosts that the operator names', () => {
    expect(readTeamsHosts('flows.example, .Below.example')).toEqual(['flows.example', '.below.example']);
    for (const wrong of ['', 'https://flows.example', 'a b', '*.example', 'a,,b']) {
      expect(readTeamsHosts(wrong)).toBeNull();
    }
  });
});
