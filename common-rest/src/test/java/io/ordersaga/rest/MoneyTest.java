package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import jakarta.validation.ConstraintValidatorContext;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private final Money.Validator money = new Money.Validator();
    private final ConstraintValidatorContext context = mock();

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "0.1", "19.90", "99999999999999999.99", "1E+3", "1E+16"})
    void amountsThatFitAreMoney(String amount) {
        assertThat(money.isValid(new BigDecimal(amount), context)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0.01",
                "0.001",
                "1.000",
                "100000000000000000",
                "1E+17",
                "1E+1000000000",
                "1E-1000000000",
                "1E+2147483647",
                "123456789E+2147483640"
            })
    void amountsThatDoNotFitAreRefusedWithoutBeingWrittenOut(String amount) {
        assertThat(money.isValid(new BigDecimal(amount), context)).isFalse();
    }

    @Test
    void missingAmountIsLeftToOtherConstraints() {
        assertThat(money.isValid(null, context)).isTrue();
    }
}
