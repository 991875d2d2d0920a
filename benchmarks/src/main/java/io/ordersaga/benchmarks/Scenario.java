package io.ordersaga.benchmarks;

import java.util.Locale;
import java.util.SplittableRandom;

/** Who orders what. */
enum Scenario {
    /** Everybody orders anything. */
    SPREAD {
        @Override
        Order next(Shop shop, SplittableRandom random) {
            return new Order(oneOf(shop.products(), random), oneOf(shop.users(), random), "COMPLETED");
        }
    },

    /** Everybody orders the same product: a flash sale. */
    HOT {
        @Override
        Order next(Shop shop, SplittableRandom random) {
            return new Order(shop.products()[0], oneOf(shop.users(), random), "COMPLETED");
        }
    },

    /** Three of ten orders fail, one for each reason, and are undone. */
    FAILING {
        @Override
        Order next(Shop shop, SplittableRandom random) {
            long product = oneOf(shop.products(), random);
            long user = oneOf(shop.users(), random);
            return switch (random.nextInt(10)) {
                case 0 -> new Order(shop.unknownProduct(), user, "PRODUCT_NOT_FOUND");
                case 1 -> new Order(shop.soldOut(), user, "INSUFFICIENT_STOCK");
                case 2 -> new Order(product, shop.poorUser(), "INSUFFICIENT_BALANCE");
                default -> new Order(product, user, "COMPLETED");
            };
        }
    };

    /**
     * An order, and how it must end.
     *
     * @param ending COMPLETED, or the code of the failure
     */
    record Order(long product, long user, String ending) {

        String json() {
            return "{\"product_id\":" + product + ",\"owner_id\":" + user + ",\"quantity\":1}";
        }

        /** Whether the saga has not come to its end, as when the system is slow or not warm yet. */
        static boolean isUnderWay(String saga) {
            return saga.contains("\"status\":\"STARTED\"") || saga.contains("\"status\":\"COMPENSATING\"");
        }

        /** Whether it has come to the end that it must come to. */
        boolean hasEnded(String saga) {
            return saga.contains("\"status\":\"" + ending + "\"")
                    || saga.contains("\"failure_code\":\"" + ending + "\"");
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract Order next(Shop shop, SplittableRandom random);

    private static long oneOf(long[] ids, SplittableRandom random) {
        return ids[random.nextInt(ids.length)];
    }
}
