package pielikums.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one line of a batch into a request. */
final class BatchLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode json;

    private BatchLine(JsonNode json) {
        this.json = json;
    }

    static BatchLine parse(String line) throws UsageException {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UsageException("not a JSON value: " + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw new UsageException("a request must be a JSON object");
        }
        return new BatchLine(json);
    }

    /** Known even when the rest of the request is wrong, so that each file still gets its line. */
    List<String> files() throws UsageException {
        List<String> files = texts("files", json.path("files"));
        if (files.isEmpty()) {
            throw new UsageException("no file to judge");
        }
        return files;
    }

    Request request() throws UsageException {
        Tool tool = Tool.named(json.path("tool").asText());
        Options options = new Options(tool);
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = member.getKey().replace('_', '-');
            if (!name.equals("tool") && !name.equals("files")) {
                addOption(options, tool, name, member.getValue());
            }
        }
        return new Request(tool, options, files());
    }

    private static void addOption(Options options, Tool tool, String name, JsonNode value) throws UsageException {
        if (value.isNull()) {
            return;
        }
        if (tool.flags().contains(name)) {
            if (!value.isBoolean()) {
                throw new UsageException("must be true or false: " + name);
            }
            if (value.booleanValue()) {
                options.addFlag(name);
            }
            return;
        }
        for (String text : texts(name, value)) {
            options.addValue(name, text);
        }
    }

    /** A string, or a list of strings. */
    private static List<String> texts(String name, JsonNode value) throws UsageException {
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>();
        boolean onlyTexts = value.isArray();
        for (JsonNode element : value) {
            onlyTexts &= element.isTextual();
            texts.add(element.asText());
        }
        if (!onlyTexts) {
            throw new UsageException("must be a string or a list of strings: " + name);
        }
        return texts;
    }
}
