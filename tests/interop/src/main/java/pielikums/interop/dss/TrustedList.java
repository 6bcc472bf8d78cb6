package pielikums.interop.dss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.tsl.InfoRecord;
import eu.europa.esig.dss.model.tsl.ParsingInfoRecord;
import eu.europa.esig.dss.model.tsl.TLInfo;
import eu.europa.esig.dss.model.tsl.ValidationInfoRecord;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import eu.europa.esig.dss.spi.x509.CertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.job.TLValidationJob;
import eu.europa.esig.dss.tsl.source.TLSource;
import eu.europa.esig.dss.tsl.sync.ExpirationAndSignatureCheckStrategy;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;
import java.io.File;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import pielikums.interop.UsageException;

/** A trusted list from a local file: its services as trust anchors, and what DSS thinks of the list itself. */
final class TrustedList {

    private final TrustedListsCertificateSource services = new TrustedListsCertificateSource();
    private final TLInfo info;

    /** Without accepted signers the list is believed whoever signed it, as long as the signature is right. */
    TrustedList(String file, CertificateSource acceptedSigners) throws UsageException {
        DSSDocument document = document(file);
        TLSource source = new TLSource();
        source.setUrl(new File(file).toURI().toString());
        source.setCertificateSource(acceptedSigners != null ? acceptedSigners : ownSigners(file, document));
        info = load(source, document);
        requireResult(file, info.getDownloadCacheInfo());
        requireResult(file, info.getParsingCacheInfo());
        requireResult(file, info.getValidationCacheInfo());
    }

    TrustedListsCertificateSource services() {
        return services;
    }

    /** Says why a list had no effect: DSS leaves out the services of a wrongly signed one without a word. */
    ObjectNode describe() {
        ParsingInfoRecord content = info.getParsingCacheInfo();
        ValidationInfoRecord signature = info.getValidationCacheInfo();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("territory", content.getTerritory());
        json.put("sequence_number", content.getSequenceNumber());
        json.put("version", content.getVersion());
        json.put("issued", Json.time(content.getIssueDate()));
        json.put("next_update", Json.time(content.getNextUpdateDate()));
        json.put("services", content.getTSNumber());
        json.set("structure_errors", Json.texts(content.getStructureValidationMessages()));
        json.put("signature_indication", Json.name(signature.getIndication()));
        json.put("signature_sub_indication", Json.name(signature.getSubIndication()));
        return json;
    }

    private static DSSDocument document(String file) throws UsageException {
        if (!new File(file).isFile()) {
            throw new UsageException("no such trusted list: " + file);
        }
        return new FileDocument(file);
    }

    private static CertificateSource ownSigners(String file, DSSDocument document) throws UsageException {
        CommonTrustedCertificateSource signers = new CommonTrustedCertificateSource();
        try {
            for (AdvancedSignature signature : new XMLDocumentValidator(document).getSignatures()) {
                signature.getCertificates().forEach(signers::addCertificate);
            }
        } catch (RuntimeException e) {
            throw new UsageException("cannot read the trusted list " + file, e);
        }
        return signers;
    }

    private TLInfo load(TLSource source, DSSDocument document) {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            TLValidationJob job = new TLValidationJob();
            job.setExecutorService(worker);
            job.setTrustedListSources(source);
            job.setOfflineDataLoader(url -> document);
            job.setTrustedListCertificateSource(services);
            job.setSynchronizationStrategy(onlyWellSigned());
            job.offlineRefresh();
            return job.getSummary().getOtherTLInfos().get(0);
        } finally {
            worker.shutdown();
        }
    }

    /** Whether a list had expired is left to the validation policy, which knows the time of validation. */
    private static ExpirationAndSignatureCheckStrategy onlyWellSigned() {
        ExpirationAndSignatureCheckStrategy strategy = new ExpirationAndSignatureCheckStrategy();
        strategy.setAcceptInvalidTrustedList(false);
        strategy.setAcceptExpiredTrustedList(true);
        return strategy;
    }

    private static void requireResult(String file, InfoRecord record) throws UsageException {
        if (!record.isResultExist()) {
            throw new UsageException("cannot use the trusted list " + file + ": " + record.getExceptionMessage());
        }
    }
}
