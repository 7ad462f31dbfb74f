/**
 * Every way in but the web's: a channel turns what it receives into an {@link org.relais.intake.channel.InboundContact}, hands
 * it to {@link org.relais.intake.channel.ReceiveContact}, and says what came of it in its own way.
 */
@NullMarked
package org.relais.intake.channel;

import org.jspecify.annotations.NullMarked;
