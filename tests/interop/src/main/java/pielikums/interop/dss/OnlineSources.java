package pielikums.interop.dss;

import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.aia.DefaultAIASource;

/** Lets DSS ask the addresses the certificates name. */
final class OnlineSources {

    /** Test services answer at once; one that does not must not hold up the whole batch. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private OnlineSources() {
    }

    static void addTo(CertificateVerifier verifier) {
        verifier.setAIASource(new DefaultAIASource(loader()));
        verifier.setOcspSource(new OnlineOCSPSource(withTimeouts(new OCSPDataLoader())));
        verifier.setCrlSource(new OnlineCRLSource(loader()));
    }

    static CommonsDataLoader loader() {
        return withTimeouts(new CommonsDataLoader());
    }

    private static <L extends CommonsDataLoader> L withTimeouts(L loader) {
        loader.setTimeoutConnection(TIMEOUT_MILLIS);
        loader.setTimeoutConnectionRequest(TIMEOUT_MILLIS);
        loader.setTimeoutResponse(TIMEOUT_MILLIS);
        loader.setTimeoutSocket(TIMEOUT_MILLIS);
        return loader;
    }
}
