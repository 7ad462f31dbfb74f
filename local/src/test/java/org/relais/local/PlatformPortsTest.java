package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformPortsTest {

    @Test
    void moveTogetherByTheOffset() {
        PlatformPorts ports = PlatformPorts.shiftedBy(300);

        assertThat(ports.number(Port.INTAKE)).isEqualTo(8380);
        assertThat(ports.number(Port.INTAKE_HEALTH)).isEqualTo(9380);
        assertThat(ports.number(Port.POSTGRES)).isEqualTo(15732);
    }

    @Test
    void neverMeetOneAnother() {
        PlatformPorts ports = PlatformPorts.shiftedBy(0);

        assertThat(Arrays.stream(Port.values()).map(ports::number)).doesNotHaveDuplicates();
    }

    @Test
    void tellWhereABrowserOpensNoPage() {
        assertThat(PlatformPorts.shiftedBy(0).refusedByBrowsers()).isEmpty();
        assertThat(PlatformPorts.shiftedBy(2_000).refusedByBrowsers()).containsExactly(10_080);
    }

    @Test
    void refuseAnOffsetThatIsNoHundredOrTooLarge() {
        assertThatThrownBy(() -> PlatformPorts.shiftedBy(50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlatformPorts.shiftedBy(20_100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTakenOneIsNamedWithThePartThatWantsItAndItsHolder() throws Exception {
        assertIsNamedIfTakenAt(InetAddress.getLoopbackAddress());
    }

    /** A browser that asks for localhost may get the one who listens there. */
    @Test
    void oneThatIsTakenAtTheOtherLoopbackAddressAloneIsNamedToo() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        assumeThat(NetworkInterface.getByInetAddress(loopback)).isNotNull();

        assertIsNamedIfTakenAt(loopback);
    }

    private static void assertIsNamedIfTakenAt(InetAddress loopback) throws IOException {
        PlatformPorts ports = PlatformPorts.free();
        int smtp = ports.number(Port.SMTP);
        try (ServerSocket somebody = new ServerSocket(smtp, 1, loopback)) {
            assertThat(somebody.isBound()).isTrue();

            assertThatThrownBy(() -> new PortCheck(ports, Set.of()).requireFree())
                    .isInstanceOfSatisfying(
                            PortTaken.class,
                            taken -> assertThat(taken.conflicts())
                                    .singleElement()
                                    .satisfies(conflict -> {
                                        assertThat(conflict.port().part()).isEqualTo(Part.MAIL);
                                        assertThat(conflict.number()).isEqualTo(smtp);
                                        assertThat(conflict.holder())
                                                .contains(Long.toString(
                                                        ProcessHandle.current().pid()));
                                    }));
        }
    }
}
