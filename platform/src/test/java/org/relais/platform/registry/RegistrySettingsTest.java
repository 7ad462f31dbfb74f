package org.relais.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    private static final Schema PARCEL =
            SchemaBuilder.record("org.example.Parcel").fields().endRecord();

    @Test
    void readsSeveralUrlsWithoutTrailingSlashes() {
        assertThat(settings("schema.registry.url", "http://one:1/api/ , https://two")
                        .urls())
                .containsExactly(URI.create("http://one:1/api"), URI.create("https://two"));
        assertThat(RegistrySettings.of(Map.of("schema.registry.url", List.of("http://one", "http://two")))
                        .urls())
                .hasSize(2);
    }

    @Test
    void takesCredentialsFromUserInfoFromTheUrlOrAsAToken() {
        assertThat(settings("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:secret")
                        .authorization())
                .isEqualTo("Basic YW5uOnNlY3JldA==");
        RegistrySettings fromUrl = settings("schema.registry.url", "http://ann:secret@one:1/api");
        assertThat(fromUrl.authorization()).isEqualTo("Basic YW5uOnNlY3JldA==");
        assertThat(fromUrl.urls()).containsExactly(URI.create("http://one:1/api"));
        assertThat(fromUrl.toString()).doesNotContain("secret");
        assertThat(settings("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t")
                        .authorization())
                .isEqualTo("Bearer t");
        assertThat(settings().authorization()).isNull();
    }

    @Test
    void refusesWhatItCannotDoAndNamesTheKey() {
        assertThatThrownBy(() -> RegistrySettings.of(Map.of())).hasMessage("schema.registry.url is missing");
        assertThatThrownBy(() -> settings("schema.registry.url", "ftp://one"))
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> settings("schema.registry.url", ", ,")).hasMessage("schema.registry.url names no url");
        assertThatThrownBy(() -> settings("basic.auth.credentials.source", "SASL_INHERIT"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("basic.auth.credentials.source=SASL_INHERIT is not supported; use USER_INFO or URL");
        assertThatThrownBy(() -> settings("basic.auth.credentials.source", "USER_INFO"))
                .hasMessage("basic.auth.user.info is missing");
        assertThatThrownBy(() -> settings("bearer.auth.credentials.source", "OAUTHBEARER"))
                .hasMessageContaining("use STATIC_TOKEN");
        assertThatThrownBy(() -> settings("auto.register.schemas", "yes"))
                .hasMessage("auto.register.schemas must be true or false, not yes");
        assertThatThrownBy(() -> settings("use.latest.version", "true"))
                .hasMessageContaining("contradicts auto.register.schemas");
        assertThatThrownBy(() -> settings("max.schemas.per.subject", "0")).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> settings("value.subject.name.strategy", "org.example.Own"))
                .hasMessageContaining("value.subject.name.strategy")
                .hasMessageContaining("RecordNameStrategy");
    }

    @Test
    void namesSubjectsAsConfluentsStrategiesDo() {
        String confluent = "io.confluent.kafka.serializers.subject.";
        RegistrySettings topic = settings();
        RegistrySettings record = settings("value.subject.name.strategy", confluent + "RecordNameStrategy");
        RegistrySettings both = settings("key.subject.name.strategy", confluent + "TopicRecordNameStrategy");

        assertThat(topic.subjects(false).subject("t", false, PARCEL)).isEqualTo("t-value");
        assertThat(topic.subjects(true).subject("t", true, PARCEL)).isEqualTo("t-key");
        assertThat(record.subjects(false).subject("t", false, PARCEL)).isEqualTo("org.example.Parcel");
        assertThat(both.subjects(true).subject("t", true, PARCEL)).isEqualTo("t-org.example.Parcel");
    }

    private static RegistrySettings settings(String... keysAndValues) {
        Map<String, String> configuration = new HashMap<>(Map.of("schema.registry.url", "http://one"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return RegistrySettings.of(configuration);
    }
}
