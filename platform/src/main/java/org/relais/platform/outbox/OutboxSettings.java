package org.relais.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the relay works.
 *
 * @param enabled whether this instance takes part in relaying
 * @param tick how often the table is read when nothing local asks for it
 * @param standBy how often an instance without the fence tries to get it
 * @param memory how many rows are held in memory at most; what is beyond stays in the table alone
 * @param memorySize how large they may be together, but for the last of them
 * @param batch how many rows one read takes at most
 * @param drain how long stopping waits for acknowledgements
 * @param suspension longest time a topic that can't be reached is set aside
 */
@ConfigurationProperties("relais.outbox")
public record OutboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100ms") Duration tick,
        @DefaultValue("500ms") Duration standBy,
        @DefaultValue("10000") int memory,
        @DefaultValue("24MB") DataSize memorySize,
        @DefaultValue("1000") int batch,
        @DefaultValue("5s") Duration drain,
        @DefaultValue("5s") Duration suspension) {}
