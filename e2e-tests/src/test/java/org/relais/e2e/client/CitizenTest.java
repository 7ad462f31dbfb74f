package org.relais.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CitizenTest {

    @Test
    void takesNoPartOfAMessageIdForATrackingCode() {
        String headers = "Message-ID: <3f1a77d0-4821-8305-9127-52cc8e2d1b0f@valmont.example>\r\n\r\n";

        assertThat(Citizen.trackingCodeIn(headers + "Code de suivi : 7K3F-9QXM."))
                .isEqualTo("7K3F-9QXM");
        assertThatThrownBy(() -> Citizen.trackingCodeIn(headers)).hasMessageContaining("No tracking code");
    }
}
