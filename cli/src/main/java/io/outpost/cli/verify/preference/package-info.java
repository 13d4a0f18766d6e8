/**
 * What people want of a place, written from docs/adr/0090 and 0091: the document, what a tree says
 * at an instant, how near it is, and the episodes that follow. {@link
 * io.outpost.cli.verify.preference.Course} goes through the instants.
 */
package io.outpost.cli.verify.preference;
