package org.relais.platform.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {

    @ParameterizedTest
    @CsvSource({
        "ServiceRequestRouted, service_request_routed",
        "RecordTooLarge, record_too_large",
        "Http2Stream, http2_stream",
        "Size, size",
        "already_there, already_there"
    })
    void writesEachWordAfterAnUnderscore(String name, String written) {
        assertThat(SnakeCase.of(name)).isEqualTo(written);
    }
}
