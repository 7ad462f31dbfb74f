/** The webhook that messengers call, and the calls back. */
@NullMarked
package org.relais.intake.messenger.web;

import org.jspecify.annotations.NullMarked;
