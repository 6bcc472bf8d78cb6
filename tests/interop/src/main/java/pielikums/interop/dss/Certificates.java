package pielikums.interop.dss;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import pielikums.interop.UsageException;

/** Reads a PEM file whose certificates are all trusted. */
final class Certificates {

    private Certificates() {
    }

    static CommonTrustedCertificateSource trusted(String pemFile) throws UsageException {
        CommonTrustedCertificateSource source = new CommonTrustedCertificateSource();
        for (Certificate certificate : read(pemFile)) {
            source.addCertificate(new CertificateToken((X509Certificate) certificate));
        }
        return source;
    }

    private static Collection<? extends Certificate> read(String pemFile) throws UsageException {
        Collection<? extends Certificate> certificates;
        try (InputStream input = new BufferedInputStream(new FileInputStream(pemFile))) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(input);
        } catch (IOException | CertificateException e) {
            throw new UsageException("cannot read certificates from " + pemFile, e);
        }
        if (certificates.isEmpty()) {
            throw new UsageException("no certificate in " + pemFile);
        }
        return certificates;
    }
}
