package io.ordersaga.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money as it is stored, {@code numeric(19,2)}: zero or more, at most 17 digits before the point and 2
 * behind it. Null is allowed; say {@code @NotNull} where it is not.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Money.Validator.class)
public @interface Money {

    String message() default "must be an amount of money: zero or more, at most 17 digits and 2 decimals";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares digits and exponents only: a number such as 1E+1000000000 is never written out. */
    class Validator implements ConstraintValidator<Money, BigDecimal> {

        private static final int DECIMALS = 2;
        private static final int DIGITS = 17;

        @Override
        public boolean isValid(@Nullable BigDecimal amount, ConstraintValidatorContext context) {
            return amount == null
                    || (amount.signum() >= 0
                            && amount.scale() <= DECIMALS
                            && (long) amount.precision() - amount.scale() <= DIGITS);
        }
    }
}
