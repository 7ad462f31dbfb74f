package org.relais.platform.problem;

import java.util.List;
import java.util.Map;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.type.LogicalType;

/**
 * Objects are read and written as JSON alone, each value of the type it is told to have. Spring speaks whatever format a library on
 * the class path knows, wherever that library came from: XML comes with a calendar, YAML with the description of an API.
 */
final class JsonAlone implements ServerHttpMessageConvertersCustomizer {

    private static final List<String> OTHERS = List.of("xml", "yaml", "cbor", "x-jackson-smile");

    @Override
    public void customize(ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> {
            all.removeIf(JsonAlone::speaksAnother);
            all.replaceAll(converter ->
                    converter instanceof JacksonJsonHttpMessageConverter json ? withoutCoercion(json) : converter);
        });
    }

    private static boolean speaksAnother(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream().anyMatch(JsonAlone::isAnother);
    }

    private static boolean isAnother(MediaType type) {
        String suffix = type.getSubtypeSuffix();
        return OTHERS.contains(suffix == null ? type.getSubtype() : suffix);
    }

    /** The mapper's settings know no coercion into texts, dates and words of a list: {@code 5} isn't a text. */
    private static JacksonJsonHttpMessageConverter withoutCoercion(JacksonJsonHttpMessageConverter json) {
        var strict = new JacksonJsonHttpMessageConverter(json.getMapper()
                .rebuild()
                .withCoercionConfig(LogicalType.Textual, JsonAlone::refuseScalars)
                .withCoercionConfig(LogicalType.DateTime, JsonAlone::refuseScalars)
                .withCoercionConfig(LogicalType.Enum, JsonAlone::refuseScalars)
                .build());
        // The actuator reads a call's body as names and texts, whatever it takes: 17 is the 17th. Nothing of ours is
        // read into a map.
        strict.registerMappersForType(
                Map.class,
                mappers -> json.getSupportedMediaTypes().forEach(type -> mappers.put(type, json.getMapper())));
        return strict;
    }

    private static void refuseScalars(MutableCoercionConfig coercion) {
        coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
