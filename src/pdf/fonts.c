/* The fonts, by file. */
#include "fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <unistd.h>

static const char *const files[] = {
    FONTS_FOLDER "/NotoSans-Regular.ttf",
    FONTS_FOLDER "/NotoSans-Bold.ttf",
};

/* For the life of the process: reading the fonts takes longer than drawing a page. */
static struct {
	FcConfig *config;
	PangoFontMap *map;
} kept;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void fonts_lock(void)
{
	(void)pthread_mutex_lock(&lock);
}

void fonts_unlock(void)
{
	(void)pthread_mutex_unlock(&lock);
}

static enum rc read_fonts(FcConfig *config, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		if (access(files[i], R_OK) != 0 ||
		    !FcConfigAppFontAddFile(config, (const FcChar8 *)files[i]))
			return fail(e, RC_SYS,
			    "%s: cannot be read; it is in Debian's fonts-noto-core", files[i]);
	return RC_OK;
}

enum rc fonts_map(PangoFontMap **out, struct err *e)
{
	FcConfig *config;
	enum rc rc;

	*out = kept.map;
	if (kept.map != NULL)
		return RC_OK;
	config = FcConfigCreate();
	if (config == NULL)
		return fail(e, RC_SYS, "fontconfig: no memory");
	rc = read_fonts(config, e);
	if (rc == RC_OK) {
		/* the current one too, so that no library reads the machine's */
		(void)FcConfigSetCurrent(config);
		kept.config = config;
		kept.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
		pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(kept.map), config);
	} else {
		FcConfigDestroy(config);
	}
	*out = kept.map;
	return rc;
}

bool fonts_have(int32_t cp)
{
	const FcFontSet *set = FcConfigGetFonts(kept.config, FcSetApplication);
	FcCharSet *letters;

	for (int i = 0; i < set->nfont; i++)
		if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) != FcResultMatch ||
		    !FcCharSetHasChar(letters, (FcChar32)cp))
			return false;
	return set->nfont > 0;
}
