package io.ordersaga.messages;

/**
 * One action of one service: what a command asks for and what an event answers. With the saga's id it is the identity
 * under which a command has at most one effect.
 */
public record Step(String service, String action) {

    public Step {
        RoutingKey.requireWord(service);
        RoutingKey.requireWord(action);
    }

    /** Reading an annotation costs more than handling the message's other words together. */
    private static final ClassValue<Step> OF = new ClassValue<>() {
        @Override
        protected Step computeValue(Class<?> type) {
            Address address = type.getAnnotation(Address.class);
            if (address == null) {
                throw new IllegalArgumentException(type.getName() + " has no @Address");
            }
            return new Step(address.service(), address.action());
        }
    };

    /** Reads the {@link Address} of a command or success record. */
    public static Step of(Class<? extends Message> type) {
        return OF.get(type);
    }

    @Override
    public String toString() {
        return service + "." + action;
    }
}
