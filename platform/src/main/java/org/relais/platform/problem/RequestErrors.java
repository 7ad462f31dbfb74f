package org.relais.platform.problem;

import jakarta.validation.ConstraintViolation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.platform.naming.SnakeCase;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What validation and Jackson found wrong, as field errors. */
final class RequestErrors {

    private final Problems problems;

    RequestErrors(Problems problems) {
        this.problems = problems;
    }

    List<FieldError> of(Errors errors) {
        return errors.getAllErrors().stream()
                .map(error -> of(error, pointer(error)))
                .toList();
    }

    List<FieldError> of(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> problems.fieldErrorOr(
                        violation.getMessage(),
                        Pointers.of(violation.getPropertyPath()),
                        codeOf(violation
                                .getConstraintDescriptor()
                                .getAnnotation()
                                .annotationType()
                                .getSimpleName())))
                .toList();
    }

    List<FieldError> of(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(this::of)
                .toList();
    }

    private Stream<FieldError> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return of((Errors) body).stream();
        }
        var pointer = pointer(result.getMethodParameter());
        return result.getResolvableErrors().stream().map(error -> of(error, pointer));
    }

    /** What Jackson refused; it names the field, or the line and column where the text isn't JSON at all. */
    FieldError of(JacksonException unreadable) {
        var pointer = Pointers.of(unreadable.getPath());
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown ->
                problems.fieldError(pointer, "unknown_field", unknown.getPropertyName());
            case InvalidNullException _ -> problems.fieldError(pointer, "required");
            case MismatchedInputException mismatch
            when "null for type".equals(nullMark(mismatch)) -> problems.fieldError(pointer, "required");
            case MismatchedInputException mismatch ->
                problems.fieldError(pointer, "wrong_type_" + kindOf(mismatch.getTargetType()));
            case StreamReadException syntax -> notJson(syntax);
            case DatabindException _ when !pointer.isEmpty() -> problems.fieldError(pointer, "unacceptable_value");
            default -> notJson(unreadable);
        };
    }

    private FieldError notJson(JacksonException syntax) {
        var at = syntax.getLocation();
        return at == null || at.getLineNr() < 1
                ? problems.fieldError("", "not_json")
                : problems.fieldError("", "not_json_at", at.getLineNr(), at.getColumnNr());
    }

    private static String nullMark(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Cannot map `null` into type") ? "null for type" : "";
    }

    private FieldError of(MessageSourceResolvable error, String pointer) {
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        var attributes = attributesOf(error);
        if (constraint.equals("Size") && attributes.length == 2) {
            return size(error.getDefaultMessage(), pointer, attributes);
        }
        if (constraint.equals("typeMismatch")) {
            return problems.fieldError(pointer, "wrong_type_value");
        }
        return problems.fieldErrorOr(otherwise(error.getDefaultMessage()), pointer, codeOf(constraint), attributes);
    }

    /** Attributes come in alphabetical order: max, min. A bound that wasn't set isn't worth telling. */
    private FieldError size(@Nullable String otherwise, String pointer, @Nullable Object[] attributes) {
        var code = Integer.valueOf(0).equals(attributes[1])
                ? "too_long"
                : Integer.valueOf(Integer.MAX_VALUE).equals(attributes[0]) ? "too_short" : "size";
        return problems.fieldErrorOr(otherwise(otherwise), pointer, code, attributes);
    }

    private static String otherwise(@Nullable String message) {
        return message == null ? "" : message;
    }

    /** The constraint's attributes; the first argument is always the field's own name. */
    private static @Nullable Object[] attributesOf(MessageSourceResolvable error) {
        var args = error.getArguments();
        return args == null || args.length < 2 ? new Object[0] : Arrays.copyOfRange(args, 1, args.length);
    }

    private static String codeOf(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            default -> SnakeCase.of(constraint);
        };
    }

    private static String pointer(ObjectError error) {
        return error instanceof org.springframework.validation.FieldError field
                ? Pointers.ofPropertyPath(field.getField())
                : "";
    }

    static String pointer(MethodParameter parameter) {
        var name = String.valueOf(parameter.getParameterName());
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null) {
            return "header:" + (header.value().isEmpty() ? name : header.value());
        }
        return parameter.hasParameterAnnotation(PathVariable.class) ? "{" + name + "}" : "?" + name;
    }

    private static String kindOf(@Nullable Class<?> type) {
        if (type == null) {
            return "value";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "list";
        }
        return type.getPackageName().startsWith("java.") || type.isEnum() ? "value" : "object";
    }
}
