package org.relais.bench.filing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.Answer;
import org.relais.event.common.v1.Channel;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The baseline: what a good team writes first. JSON in, validation, Avro, one {@code acks=all} send, 201 out when the broker
 * has it; no database, no idempotency, no vault. Everything it loses when the broker is down, it loses.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ValidationAutoConfiguration.class
})
public class PlainEndpoint {

    public static final String TOPIC = "bench.plain-requests.v1";

    public static void main(String[] args) {
        SpringApplication.run(PlainEndpoint.class, args);
    }

    @Bean(destroyMethod = "close")
    KafkaProducer<String, Object> producer() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, System.getProperty("bench.kafka"));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, RegistryAvroSerializer.class.getName());
        settings.put("schema.registry.url", System.getProperty("bench.registry"));
        settings.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        settings.put("auto.register.schemas", "false");
        return new KafkaProducer<>(settings);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    record Place(
            @DecimalMin("-90") @DecimalMax("90") double latitude,
            @DecimalMin("-180") @DecimalMax("180") double longitude,
            @Nullable String address) {}

    record Requester(
            @Nullable String name,
            @Email @Nullable String email,
            @Nullable String phone,
            @Nullable String language) {}

    record NewRequest(
            @NotBlank String serviceCode,
            @NotBlank @Size(max = 4000) String description,
            @NotNull @Valid Place location,
            @Nullable Map<String, String> answers,
            @Valid @Nullable Requester requester) {}

    record Filed(String id, String trackingCode, String status, String editToken) {}

    @RestController
    static class Requests {

        private final KafkaProducer<String, Object> producer;
        private final Clock clock;

        Requests(KafkaProducer<String, Object> producer, Clock clock) {
            this.producer = producer;
            this.clock = clock;
        }

        @PostMapping("/api/v1/service-requests")
        ResponseEntity<Filed> file(@Valid @RequestBody NewRequest request) throws Exception {
            var id = UUID.randomUUID().toString();
            var event = event(id, request);
            producer.send(new ProducerRecord<>(TOPIC, id, event)).get();
            return ResponseEntity.created(URI.create("/api/v1/service-requests/" + id))
                    .body(new Filed(id, event.getTrackingCode(), "submitted", id));
        }

        private ServiceRequestSubmitted event(String id, NewRequest request) {
            var answers = request.answers() == null ? Map.<String, String>of() : request.answers();
            return ServiceRequestSubmitted.newBuilder()
                    .setEventId(UUID.randomUUID().toString())
                    .setRequestId(id)
                    .setJurisdictionId("bench")
                    .setSequence(1)
                    .setOccurredAt(clock.instant())
                    .setTrackingCode(id.substring(0, 8))
                    .setServiceCode(request.serviceCode())
                    .setChannel(Channel.API)
                    .setDescription(request.description())
                    .setLocation(org.relais.event.common.v1.Location.newBuilder()
                            .setLatitude(request.location().latitude())
                            .setLongitude(request.location().longitude())
                            .setAddress(request.location().address())
                            .build())
                    .setAnswers(answers.entrySet().stream()
                            .map(answer -> new Answer(answer.getKey(), List.of(answer.getValue())))
                            .toList())
                    .setAttachments(List.of())
                    .setRequesterId(UUID.randomUUID().toString())
                    .setLanguage("fr")
                    .setContactable(request.requester() != null)
                    .build();
        }
    }
}
