package org.relais.notification.delivery.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.notification.delivery.messenger.MessengerSettings.Provider;
import org.relais.platform.messenger.MessengerAccount;
import org.relais.platform.messenger.MessengerKind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an operator may write below {@code relais.messaging}, and what they are told of the rest. */
class MessengerSettingsTest {

    private static final String PREFIX = "relais.messaging";
    private static final String URL = "https://api.telegram.org/bot123:secret/sendMessage";

    @Test
    void takesWhatIntakeTakesAndTellsNoSecret() {
        MessengerSettings settings = settings(Map.of(
                "providers.telegram.kind", "telegram",
                "providers.telegram.secret", "intake's own",
                "providers.telegram.photo-url", "https://api.telegram.org/bot123:secret/getFile?file_id={id}",
                "providers.telegram.reply-url", URL,
                "providers.telegram.token", " secret-token\n",
                "patience", "3s"));

        Provider provider = Objects.requireNonNull(settings.providers().get("telegram"));
        MessengerAccount account = settings.account("telegram", provider).orElseThrow();
        assertThat(account.kind()).isEqualTo(MessengerKind.TELEGRAM);
        assertThat(account.replyUrl()).hasToString(URL);
        assertThat(account.token()).isEqualTo("secret-token");
        assertThat(account.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings + " " + account).doesNotContain("secret");
    }

    @Test
    void needsNoAddressWhereIntakeAnswersAlone() {
        MessengerSettings settings = settings(Map.of("providers.telegram.kind", "telegram"));

        Provider provider = Objects.requireNonNull(settings.providers().get("telegram"));
        assertThat(settings.account("telegram", provider)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.telegram.org/bot123:secret/sendMessage", "ftp://api.telegram.org/bot123:secret"})
    void namesTheSettingOfAnAddressThatCannotBeCalledAndNotTheAddress(String url) {
        assertThatThrownBy(() ->
                        settings(Map.of("providers.telegram.kind", "telegram", "providers.telegram.reply-url", url)))
                .rootCause()
                .hasMessage("relais.messaging.providers.telegram.reply-url: begin with https:// and the messenger's"
                        + " host");
    }

    @Test
    void namesTheSettingOfAKindThatIsMissing() {
        assertThatThrownBy(() -> settings(Map.of("providers.signal.reply-url", "https://bridge.town.example/")))
                .rootCause()
                .hasMessage("relais.messaging.providers.signal.kind isn't set: whatsapp, telegram or plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"matrix", "email", "sms", "none", "phone", "s"})
    void refusesANameThatMeansAnotherChannelOrNone(String name) {
        assertThatThrownBy(() -> settings(Map.of("providers." + name + ".kind", "plain")))
                .rootCause()
                .hasMessage("relais.messaging.providers: " + name + " is no name for a messenger");
    }

    @Test
    void refusesATemplateWhereThereAreNone() {
        assertThatThrownBy(() -> settings(Map.of(
                        "providers.signal.kind", "plain",
                        "providers.signal.reply-url", "https://bridge.town.example/",
                        "providers.signal.template", "news")))
                .rootCause()
                .hasMessage("relais.messaging.providers.signal.template is for WhatsApp alone");
    }

    private static MessengerSettings settings(Map<String, String> below) {
        Map<String, String> properties = new HashMap<>();
        below.forEach((name, value) -> properties.put(PREFIX + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind(PREFIX, MessengerSettings.class)
                .get();
    }
}
