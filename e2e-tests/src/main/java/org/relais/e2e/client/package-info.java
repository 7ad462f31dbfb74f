/** The people who live with the platform, as programs: a citizen, a department, an operator, and their mailboxes. */
@NullMarked
package org.relais.e2e.client;

import org.jspecify.annotations.NullMarked;
