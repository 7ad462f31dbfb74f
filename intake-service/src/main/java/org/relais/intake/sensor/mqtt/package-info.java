/** Sensors' messages from an MQTT broker. */
@NullMarked
package org.relais.intake.sensor.mqtt;

import org.jspecify.annotations.NullMarked;
