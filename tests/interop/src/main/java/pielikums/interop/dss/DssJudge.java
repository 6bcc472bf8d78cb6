package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pielikums.interop.Judge;
import pielikums.interop.Options;
import pielikums.interop.UsageException;

/** Judges signed files with EU DSS under its default validation policy. */
public final class DssJudge implements Judge {

    private static final String TRUST = "trust";
    private static final String TRUSTED_LIST = "trusted-list";
    private static final String DETACHED = "detached";
    private static final String VALIDATION_TIME = "validation-time";
    private static final String ONLINE = "online";
    public static final Set<String> VALUE_OPTIONS = Set.of(TRUST, TRUSTED_LIST, DETACHED, VALIDATION_TIME);
    public static final Set<String> FLAGS = Set.of(ONLINE);

    private final CommonTrustedCertificateSource anchors;
    private final TrustedList trustedList;
    private final List<DSSDocument> detached;
    private final Date validationTime;
    private final boolean online;

    public DssJudge(Options options) throws UsageException {
        Optional<String> trust = options.single(TRUST);
        anchors = trust.isPresent() ? Certificates.trusted(trust.get()) : null;
        Optional<String> list = options.single(TRUSTED_LIST);
        trustedList = list.isPresent() ? new TrustedList(list.get(), anchors) : null;
        detached = detached(options.all(DETACHED));
        Optional<String> time = options.single(VALIDATION_TIME);
        validationTime = time.isPresent() ? time(time.get()) : null;
        online = options.has(ONLINE);
    }

    private static List<DSSDocument> detached(List<String> files) throws UsageException {
        List<DSSDocument> documents = new ArrayList<>();
        for (String file : files) {
            if (!new File(file).isFile()) {
                throw new UsageException("no such detached file: " + file);
            }
            documents.add(new FileDocument(file));
        }
        return documents;
    }

    private static Date time(String text) throws UsageException {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Date.from(instant);
        } catch (DateTimeParseException e) {
            throw new UsageException("not a time such as 2026-11-23T12:00:00Z: " + text);
        }
    }

    @Override
    public ObjectNode judge(File file) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
        validator.setCertificateVerifier(verifier());
        // The provider DSS makes itself would download signature policies.
        SignaturePolicyProvider policies = new SignaturePolicyProvider();
        if (online) {
            policies.setDataLoader(OnlineSources.loader());
        }
        validator.setSignaturePolicyProvider(policies);
        validator.setDetachedContents(detached);
        validator.setValidationTime(validationTime);
        validator.setLocale(Locale.ENGLISH);
        validator.setEnableEtsiValidationReport(false);

        ObjectNode verdict = new DocumentReport(validator.validateDocument()).describe();
        if (trustedList != null) {
            verdict.set("trusted_list", trustedList.describe());
        }
        return verdict;
    }

    private CertificateVerifier verifier() {
        // "true": no source of certificates, OCSP responses or CRLs outside the file.
        CertificateVerifier verifier = new CommonCertificateVerifier(true);
        if (anchors != null) {
            verifier.addTrustedCertSources(anchors);
        }
        if (trustedList != null) {
            verifier.addTrustedCertSources(trustedList.services());
        }
        if (online) {
            OnlineSources.addTo(verifier);
        }
        return verifier;
    }
}
