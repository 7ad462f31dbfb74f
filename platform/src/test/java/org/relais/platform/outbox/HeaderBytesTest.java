package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderBytesTest {

    @Test
    void orderRepeatedNamesEmptyAndMissingValuesAreKept() {
        Headers headers = new RecordHeaders()
                .add("b", new byte[] {1, 2})
                .add("a", new byte[0])
                .add("b", null)
                .add("é", new byte[] {-1});

        assertThat(HeaderBytes.read(HeaderBytes.write(headers))).isEqualTo(headers);
    }
}
