package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.europa.esig.dss.jaxb.object.Message;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** How the values of DSS look in the answers. */
final class Json {

    private Json() {
    }

    static String time(Date date) {
        return date == null ? null : date.toInstant().toString();
    }

    static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (texts != null) {
            texts.forEach(array::add);
        }
        return array;
    }

    static ArrayNode messages(List<Message> messages) {
        return texts(messages.stream().map(Message::getValue).toList());
    }

    static ArrayNode numbers(List<BigInteger> numbers) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        numbers.forEach(array::add);
        return array;
    }
}
