/** What became of each contact, stored and counted. */
@NullMarked
package org.relais.intake.channel.persistence;

import org.jspecify.annotations.NullMarked;
