/** Puts the channels together. */
@NullMarked
package org.relais.intake.channel.web;

import org.jspecify.annotations.NullMarked;
