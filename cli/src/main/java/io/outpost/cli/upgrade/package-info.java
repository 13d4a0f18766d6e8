/**
 * Upgrades of the conditions job by a canary: a shadow of the new version beside the old one, what
 * both emit compared, then the switch, and back where that breaks something.
 */
package io.outpost.cli.upgrade;
