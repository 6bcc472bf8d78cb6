package pielikums.interop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;

/** One library with one set of options, ready to judge files. */
public interface Judge {

    /** The members of the file's JSON object, all but "file". */
    ObjectNode judge(File file) throws Exception;
}
