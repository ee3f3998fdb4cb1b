package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Whether completion ports are there, and what is said where they are not.
final class IocpTest {
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are there")
    void elsewhereTheClassesLoadAndSayWhyNot() {
        assertThat(Iocp.isAvailable()).isFalse();
        assertThat(Iocp.unavailabilityCause())
                .hasMessage("this is " + System.getProperty("os.name") + ", not Windows");
        assertThatThrownBy(Iocp::ensureAvailability)
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("not Windows");
        assertThatThrownBy(IocpIoHandler::newFactory).isInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(IocpSocketChannel::new).isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    @EnabledOnOs(value = OS.WINDOWS, disabledReason = "they are Windows'")
    void onWindowsTheyAreThere() {
        assertThat(Iocp.isAvailable()).isTrue();
        assertThat(Iocp.unavailabilityCause()).isNull();
        Iocp.ensureAvailability();
    }
}
